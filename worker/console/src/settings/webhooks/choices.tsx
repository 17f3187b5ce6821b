interface ChoicesProps<Value extends string> {
  readonly all: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly choose: (chosen: Value[]) => void;
  /** Whether they stand below another choice. */
  readonly below?: boolean;
}

/** Boxes to tick, of which any number may be. */
export function Choices<Value extends string>({ all, chosen, choose, below }: ChoicesProps<Value>) {
  return (
    <div class={`choices-list${below ? " choices-below" : ""}`}>
      {all.map(({ value, label }) => (
        <label key={value} class="choice">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              choose(all.map((one) => one.value).filter((one) => (one === value ? checked : chosen.includes(one))))
            }
          />
          <bdi>{label}</bdi>
        </label>
      ))}
    </div>
  );
}
