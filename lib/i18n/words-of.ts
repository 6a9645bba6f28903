import type { Part } from './speaker.ts';

/** A part of the words by language, from the files that the build knows: `./locales/es.json?later`. */
export function wordsOf(files: Record<string, () => Promise<unknown>>): Part {
  return async (language) => {
    const [, load] = Object.entries(files).find(([path]) => path.includes(`/${language}.json`)) ?? [];
    return (await load?.()) as Record<string, string>;
  };
}
