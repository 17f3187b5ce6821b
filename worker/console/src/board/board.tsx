import { useModel } from "@preact/signals";
import { screenFragment } from "../models/place.ts";
import { boardTexts as texts } from "../texts/board.ts";
import type { ScreenProps } from "../views/screen-props.ts";
import { AbsencesPage } from "./absences.tsx";
import { Absences } from "./absences-model.ts";
import { BoardModel } from "./board-model.ts";
import { CoveragePage } from "./coverage.tsx";
import { MarkAbsent } from "./mark-absent.tsx";
import { Now } from "./now.tsx";
import { Wall } from "./wall.tsx";
import "./board.css";

const tabs = ["now", "coverage", "absences"] as const;

/** What a lead looks at: how the desk stands, who is there, and who is not. */
export function BoardScreen({ workspace, path }: ScreenProps) {
  const { desk, notices, onFailure, session } = workspace;
  const board = useModel(() => new BoardModel(workspace));
  const nameOf = (id: string) => session.peek().agents.find((agent) => agent.id === id)?.name ?? id;
  const absences = useModel(
    () =>
      new Absences({
        desk,
        now: () => Date.now(),
        onMarked(absence, { moves, hidden }) {
          notices.tell(texts.mark.done(nameOf(absence.agent), moves.length + hidden));
          void board.load();
        },
        onTakenBack(absence) {
          notices.tell(texts.absences.takenBack(nameOf(absence.agent)));
          void board.load();
        },
        onNotTakenBack: (failure) => notices.warn(failure.text),
        onFailure,
      }),
  );
  if (path[0] === "wall") return <Wall workspace={workspace} board={board} />;
  const open = tabs.find((tab) => tab === path[0]) ?? "now";
  return (
    <div class="board">
      <header class="board-head">
        <h2 id="screen-title" tabIndex={-1}>
          {texts.title}
        </h2>
        <nav class="tabs" aria-label={texts.tabsLabel}>
          {tabs.map((tab) => (
            <a
              key={tab}
              href={screenFragment(tab === "now" ? ["board"] : ["board", tab])}
              aria-current={tab === open ? "page" : undefined}
            >
              {texts.tabs[tab]}
            </a>
          ))}
        </nav>
        <a class="button board-wall" href={screenFragment(["board", "wall"])}>
          {texts.wall.label}
        </a>
      </header>
      {open === "now" && <Now workspace={workspace} board={board} absences={absences} />}
      {open === "coverage" && <CoveragePage workspace={workspace} />}
      {open === "absences" && <AbsencesPage workspace={workspace} absences={absences} />}
      <MarkAbsent workspace={workspace} absences={absences} />
    </div>
  );
}
