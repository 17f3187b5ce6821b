import type { Words } from "../../language.ts";
import type { desk as english } from "../english/desk.ts";

export const desk: Words<typeof english> = {
  text: "Biuro obsługi to jeden zespół ze wszystkimi witrynami, na których odpowiada.",
  name: "Nazwa",
  nameHint: "Stoi u góry konsoli",
};
