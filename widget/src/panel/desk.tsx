import css from "./desk.css?inline";
import { speakDesk } from "./desk-texts.ts";
import { createDeskModel } from "./models/desk.ts";
import type { Desk, PanelModel } from "./models/panel.ts";
import { AfterForm, BeforeForm, BeforeSend } from "./views/around-form.tsx";
import { Home } from "./views/home.tsx";
import { late } from "./views/late.tsx";
import { Sent } from "./views/sent.tsx";
import { Thread } from "./views/thread.tsx";
import type { ViewProps } from "./views/view.ts";

const comeBack = late(() => import("./views/come-back.tsx"));
const sends = late(() => import("./views/sends.tsx"));

function View(props: ViewProps) {
  const view = props.panel.view.value;
  switch (view.name) {
    case "sent":
      return <Sent {...props} view={view} />;
    case "thread":
      return <Thread {...props} key={view.number} number={view.number} thread={props.desk.thread.value} />;
    case "forget":
      return comeBack(({ Forget }) => <Forget {...props} />);
    case "find":
      return comeBack(({ Find }) => <Find {...props} />);
    case "sends":
      return sends(({ Sends }) => <Sends {...props} />);
    default:
      return <Home {...props} />;
  }
}

/** Connects a panel to its desk; there it can be drawn once the texts have come. */
export async function createDesk(panel: PanelModel): Promise<Desk> {
  const desk = createDeskModel(panel);
  try {
    await speakDesk();
  } catch (fault) {
    desk.stop();
    throw fault;
  }
  const props = { panel, desk };
  panel.options.style(css);
  return {
    ...desk,
    submit: desk.submission.submit,
    draw: {
      beforeForm: () => <BeforeForm {...props} />,
      afterForm: () => <AfterForm {...props} />,
      beforeSend: () => <BeforeSend {...props} />,
      view: () => <View {...props} />,
    },
  };
}
