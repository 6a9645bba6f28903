import { useState } from 'preact/hooks';

/** A shorter name fits three lines of the narrowest panel. */
const alwaysFits = 32;
/** No tooltip is read further. */
const longestTitle = 300;

/** A name in at most three lines; a long one is shown whole at a press, and by its tooltip. */
export function CustomerName({ name }: { name: string }) {
  const [whole, setWhole] = useState(false);
  if (name.length <= alwaysFits) return <bdi>{name}</bdi>;
  return (
    <button
      type="button"
      class={whole ? 'name-long' : 'name-long text-clamped'}
      title={name.slice(0, longestTitle)}
      aria-expanded={whole}
      onClick={() => setWhole(!whole)}
    >
      <bdi>{name}</bdi>
    </button>
  );
}
