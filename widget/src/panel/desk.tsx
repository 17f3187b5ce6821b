import type { ComponentChildren } from "preact";
import css from "./desk.css?inline";
import { speakDesk } from "./desk-texts.ts";
import { createDeskModel, type DeskModel } from "./models/desk.ts";
import type { PanelModel } from "./models/panel.ts";
import { AfterForm, BeforeForm, BeforeSend } from "./views/around-form.tsx";
import { Home } from "./views/home.tsx";
import { late } from "./views/late.tsx";
import { Sent } from "./views/sent.tsx";
import { Thread } from "./views/thread.tsx";

/** What comes behind the form: all that the desk answers, and how it is drawn. */
export interface Desk extends DeskModel {
  readonly draw: Draw;
}

interface Draw {
  /** What stands above the fields that every ticket has, below them, and above the button that sends them. */
  beforeForm(): ComponentChildren;
  afterForm(): ComponentChildren;
  beforeSend(): ComponentChildren;
  /** Every view but the form. */
  view(): ComponentChildren;
}

/** What every view is given. */
export interface ViewProps {
  readonly panel: PanelModel;
  readonly desk: DeskModel;
}

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
    draw: {
      beforeForm: () => <BeforeForm {...props} />,
      afterForm: () => <AfterForm {...props} />,
      beforeSend: () => <BeforeSend {...props} />,
      view: () => <View {...props} />,
    },
  };
}
