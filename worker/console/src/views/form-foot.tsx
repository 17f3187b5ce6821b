import { texts } from "../texts.ts";

/** The end of a form in a dialog: the way out, and the button that does it. */
export function FormFoot(props: { close: () => void; submit: string; busy?: boolean; disabled?: boolean }) {
  return (
    <footer class="form-foot">
      <button type="button" class="button" disabled={props.busy} onClick={props.close}>
        {texts.cancel}
      </button>
      <button type="submit" class="button button-primary" disabled={props.busy || props.disabled}>
        {props.submit}
      </button>
    </footer>
  );
}
