/**
 * Whether a name answers to what was typed, as a type-ahead asks it: without case, without accents unless some were typed, and in Han names by
 * pinyin, whole (`remen`), begun (`rem`), by first letters (`rm`) or mixed with what is written (`vip客hu`). Pure. A name
 * is taken apart once and kept, so that ten thousand of them are gone through between two keys.
 */
import { foldKeepingAccents, foldText } from './fold-text.ts';
import { pinyinReadings } from './pinyin-readings.ts';

/** 0 the name begins with it, 1 a word in it does, 2 it stands somewhere inside, null not at all. */
export type Fit = 0 | 1 | 2 | null;

interface TakenApart {
  folded: string;
  accented: string;
  /** Where Han characters are: each character but spaces, with what it is read like. */
  units: Unit[] | null;
}

interface Unit {
  written: string;
  readings: readonly string[];
  /** What it may begin with: itself or the first letters of its readings. */
  begins: string;
  beginsWord: boolean;
}

/** Longer than any catalogue; then it begins anew. */
const mostKept = 30_000;
/** No name is looked through further than this by its pinyin. */
const mostUnits = 60;
/** Places in what was typed are bits of one number. */
const mostTyped = 30;

const kept = new Map<string, TakenApart>();

/** Takes names apart ahead of the first key. */
export function prepareNames(names: Iterable<string>): void {
  for (const name of names) takenApart(name);
}

/** A test for one typed text, to be put to many names. */
export function nameMatcher(typed: string): (name: string) => Fit {
  const wanted = foldText(typed);
  const accented = foldKeepingAccents(typed);
  const hasAccents = accented !== wanted.normalize('NFC');
  const letters = wanted.replace(/[ ']/g, '');
  const byPinyin = /[a-z]/.test(letters) && letters.length <= mostTyped;
  return (name) => {
    if (wanted === '') return 0;
    const { folded, accented: whole, units } = takenApart(name);
    const at = folded.indexOf(wanted);
    if (at >= 0 && hasAccents && !whole.includes(accented)) return null;
    if (at === 0) return 0;
    if (at > 0) return isWordPart(folded[at - 1]) ? 2 : 1;
    return units && byPinyin ? fitOfUnits(units, letters) : null;
  };
}

function takenApart(name: string): TakenApart {
  const known = kept.get(name);
  if (known) return known;
  const folded = foldText(name);
  const accented = isAscii(name) ? folded : foldKeepingAccents(name);
  const apart = { folded, accented, units: unitsOf(folded) };
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, apart);
  return apart;
}

const isAscii = (text: string) => /^[ -~]*$/.test(text);

function unitsOf(folded: string): Unit[] | null {
  if (!/\p{Script=Han}/u.test(folded)) return null;
  let before: string | undefined;
  return [...folded].slice(0, mostUnits).flatMap((written) => {
    const beginsWord = !isWordPart(before);
    before = written;
    if (written === ' ') return [];
    const readings = pinyinReadings(written);
    return [{ written, readings, begins: written + readings.map(([first]) => first).join(''), beginsWord }];
  });
}

const isWordPart = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

function fitOfUnits(units: readonly Unit[], letters: string): Fit {
  const first = letters.charAt(0);
  let inside: Fit = null;
  for (let start = 0; start < units.length; start++) {
    const unit = units[start];
    if (!unit) break;
    if (inside !== null && !unit.beginsWord) continue;
    if (!unit.begins.includes(first) || !answersFrom(units, start, letters)) continue;
    if (start === 0) return 0;
    if (unit.beginsWord) return 1;
    inside = 2;
  }
  return inside;
}

/** Follows every way to read on at once: a bit for each place that can be reached in what was typed. */
function answersFrom(units: readonly Unit[], start: number, letters: string): boolean {
  let reached = 1;
  for (let at = start; at < units.length && reached !== 0; at++) {
    const unit = units[at];
    if (!unit) break;
    let next = 0;
    for (let left = reached; left !== 0; left &= left - 1) {
      const place = 31 - Math.clz32(left & -left);
      if (letters.startsWith(unit.written, place)) next |= 1 << (place + unit.written.length);
      for (const reading of unit.readings) {
        if (reading[0] !== letters[place]) continue;
        next |= 1 << (place + 1);
        // zh, ch and sh are one sound.
        if (reading[1] === 'h' && letters[place + 1] === 'h') next |= 1 << (place + 2);
        if (letters.startsWith(reading, place)) next |= 1 << (place + reading.length);
        // The last syllable may be begun only.
        else if (reading.startsWith(letters.slice(place))) return true;
      }
    }
    if ((next >> letters.length) & 1) return true;
    reached = next;
  }
  return false;
}
