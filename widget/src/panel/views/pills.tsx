import { describeField, Label, type NamedProps } from "./field.tsx";

interface PillsProps extends NamedProps {
  /** One of the options, or several of them. */
  readonly type: "radio" | "checkbox";
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** A choice whose options are all in sight. Several are kept one a line. */
export function Pills(props: PillsProps) {
  const { model, name, label, optional, type, options } = props;
  const { value, notes, attributes } = describeField(props);
  const picked = value.split("\n");
  function pick(id: string, checked: boolean) {
    const several = options.filter((option) => (option.id === id ? checked : picked.includes(option.id)));
    model.write(name, type === "radio" ? id : several.map((option) => option.id).join("\n"));
  }
  return (
    <fieldset>
      <legend>
        <Label label={label} optional={optional} />
      </legend>
      {options.map(({ id, label }) => (
        <label key={id} class="pill">
          <input
            type={type}
            {...(type === "checkbox" && attributes)}
            name={name}
            checked={picked.includes(id)}
            onChange={(event) => pick(id, event.currentTarget.checked)}
          />
          <bdi>{label}</bdi>
        </label>
      ))}
      {notes}
    </fieldset>
  );
}
