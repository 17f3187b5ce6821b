import type { PanelModel } from "../models/panel.ts";
import { texts } from "../texts.ts";
import { Bar, Problem } from "./parts.tsx";

interface ForgetProps {
  readonly model: PanelModel;
  readonly onBack: () => void;
  readonly onClose?: (() => void) | undefined;
}

/** Asks before this computer forgets the visitor. */
export function Forget({ model, onBack, onClose }: ForgetProps) {
  const problem = model.problem.value;
  return (
    <>
      <Bar onBack={onBack} onClose={onClose}>
        {texts.forgetTitle}
      </Bar>
      <div class="body">
        <p>{texts.forgetText}</p>
        {problem && <Problem error={problem} />}
        <button type="button" class="danger" onClick={model.forget}>
          {texts.forget}
        </button>
        <button type="button" onClick={onBack}>
          {texts.forgetKeep}
        </button>
      </div>
    </>
  );
}
