import type { PanelModel } from "../models/panel.ts";
export const Screenshot = (_: { panel: PanelModel; onTaken: (file: File) => void; onEnd: () => void }) => null;
