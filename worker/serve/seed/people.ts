import type { Customer } from "./play.ts";

const person = (name: string, email: string, plan: string | null = null): Customer => ({ name, email, plan });

/** The demo's customers. Tallyroom's have a plan. */
export const customers: Readonly<Record<string, Customer>> = {
  ines: person("Inês Carvalho", "ines.carvalho@mail.example"),
  oliver: person("Oliver Brandt", "oliver.brandt@mail.example"),
  siobhan: person("Siobhán Kearney", "siobhan.kearney@mail.example"),
  wei: person("Wei Zhang", "wei.zhang@mail.example"),
  fatima: person("Fatima El Amrani", "fatima.elamrani@mail.example"),
  george: person("George Whitlock", "george.whitlock@mail.example"),
  noor: person("Noor Siddiqui", "noor.siddiqui@mail.example"),
  lukas: person("Lukáš Novák", "lukas.novak@mail.example"),
  marta: person("Marta Jiménez", "marta.jimenez@mail.example"),
  eddie: person("Eddie Bell", "eddie.bell@mail.example"),
  chiara: person("Chiara Rossi", "chiara.rossi@mail.example"),
  bjorn: person("Bjørn Haugen", "bjorn.haugen@mail.example"),
  ruth: person("Ruth Adeyemi", "ruth.adeyemi@mail.example"),
  callum: person("Callum Reid", "callum.reid@mail.example"),
  yuki: person("Yuki Tanaka", "yuki.tanaka@mail.example"),
  dana: person("Dana Whitfield", "dana@whitfieldstudio.example", "Solo"),
  pavel: person("Pavel Horák", "pavel@horakfoto.example", "Solo"),
  simone: person("Simone Laurent", "simone@atelierlaurent.example", "Solo"),
  grace: person("Grace Mbeki", "grace@mbekidesign.example", "Solo"),
  hugo: person("Hugo Steiner", "hugo@steinerbau.example", "Solo"),
  aisha: person("Aisha Rahman", "aisha@brightloom.example", "Business"),
  niall: person("Niall Byrne", "niall@byrnejoinery.example", "Solo"),
  teresa: person("Teresa Castillo", "teresa@castillotrad.example", "Solo"),
  victor: person("Victor Osei", "victor@oseiconsult.example", "Business"),
  freja: person("Freja Holm", "freja@holmkeramik.example", "Solo"),
};
