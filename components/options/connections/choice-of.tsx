import { SelectField } from '../form/controls.tsx';

/** One of a list that a test has read, or none of it. */
export function ChoiceOf({
  none,
  ...props
}: {
  id: string;
  label: string;
  hint: string;
  /** What is chosen where it is none of them. */
  none: string;
  value: string;
  onValue: (value: string) => void;
  choices: readonly { value: string; label: string }[];
}) {
  const isKnown = props.choices.some(({ value }) => value === props.value);
  return (
    <SelectField
      {...props}
      error={undefined}
      locked={false}
      value={isKnown ? props.value : ''}
      choices={[{ group: null, choices: [{ value: '', label: none }, ...props.choices] }]}
    />
  );
}
