/** The colour of a tag or a group. */
export function Dot({ colour }: { colour: string | null }) {
  return <span class="dot" style={colour ? { background: colour } : {}} />;
}
