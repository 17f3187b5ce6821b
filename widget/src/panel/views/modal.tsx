import type { ComponentChildren } from "preact";
import { Icon } from "../icons.tsx";
import { texts } from "../texts.ts";

/** Shown as soon as it stands; the browser gives the focus back to where it was. */
const open = (dialog: HTMLDialogElement | null) => dialog?.showModal();

/** Closes the one that a button stands in. */
export const closeModal = ({ currentTarget }: { readonly currentTarget: Element }): void =>
  currentTarget.closest("dialog")?.close();

interface ModalProps {
  readonly label: string;
  /** Stands in the bar, before the button that closes. */
  readonly actions?: ComponentChildren;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Something large, over the page and the panel. */
export const Modal = ({ label, actions, onClose, children }: ModalProps) => (
  <dialog
    ref={open}
    class="modal"
    aria-label={label}
    onClose={onClose}
    onKeyDown={(event) => {
      // Escape closes this, and not the panel with it.
      event.stopPropagation();
    }}
  >
    <div class="bar">
      <h2>
        <bdi>{label}</bdi>
      </h2>
      {actions}
      <button type="button" class="round" aria-label={texts.close} onClick={closeModal}>
        <Icon name="close" />
      </button>
    </div>
    {children}
  </dialog>
);
