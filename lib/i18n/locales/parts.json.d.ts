/** Compiled parts of a catalogue; the build makes them. The whole one gives the keys their types. */
declare module '*.json?panel' {
  const words: Record<string, string>;
  export default words;
}

declare module '*.json?later' {
  const words: Record<string, string>;
  export default words;
}

declare module '*.json?trouble' {
  const words: Record<string, string>;
  export default words;
}

declare module '*.json?options' {
  const words: Record<string, string>;
  export default words;
}
