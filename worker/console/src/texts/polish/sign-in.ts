import type { Words } from "../../language.ts";
import type { signIn as english } from "../english/sign-in.ts";

export const signIn: Words<typeof english> = {
  loading: "Sprawdzam, jak można się zalogować …",
  retry: "Spróbuj ponownie",
  email: "Twój adres e-mail",
  send: "Wyślij mi link do logowania",
  sending: "Wysyłanie …",
  passkey: "Użyj klucza dostępu",
  passkeyWaiting: "Postępuj zgodnie z poleceniami przeglądarki …",
  issuer: "Kontynuuj przez",
  noMail:
    "To biuro nie wysyła poczty. Jeśli nie masz klucza dostępu, poproś osobę, która je prowadzi, o link jednorazowy.",
  cancelled: "Nie użyto klucza dostępu. Spróbuj ponownie albo wybierz inny sposób.",
  sentTitle: "Sprawdź skrzynkę pocztową",
  sent: "Jeśli ten adres należy do osoby z zespołu, wysłaliśmy link na",
  sentMore: "Działa jeden raz, przez 15 minut. Nic nie przyszło? Zajrzyj do spamu i sprawdź adres.",
  elsewhere: "Zaloguj się w karcie, która właśnie się otworzyła. Ta karta sama wróci do pracy.",
  back: "Inny sposób",
  failures: {
    too_many_requests: "To było zbyt wiele prób. Odczekaj chwilę albo wybierz inny sposób.",
    credentials_invalid: "Biuro nie zna tego klucza dostępu albo minął czas. Spróbuj ponownie lub wybierz inny sposób.",
    issuer_unreachable: "Ta usługa logowania nie odpowiada poprawnie. Wybierz inny sposób.",
    invalid: "To nie jest adres e-mail.",
  },
  againTitle: "Zaloguj się, aby kontynuować",
  again: "Twoja sesja wygasła. Wszystko na tej stronie zostaje, a rozpoczęte działania dokończą się po zalogowaniu.",
  leave: "Wyjdź",
};
