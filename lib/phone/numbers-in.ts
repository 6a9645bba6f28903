import { bareNumber, plainNumber } from './e164.ts';

/** Fewer digits are a part of a number, or none. */
const leastDigits = 7;
const mostDigits = 15;

export interface NumberInText {
  text: string;
  /** Nothing else is said beside it. */
  alone: boolean;
}

/**
 * The texts of a field that holds one number or several, as they are written: parted by commas and the like, or by a
 * slash where whole numbers stand on both its sides. What is said beside a number stays with it.
 */
export function splitNumbers(stored: string): string[] {
  if (bareNumber(stored) && !/[/／]/.test(stored)) return [stored.trim()];
  return stored
    .split(/[,，;；、､،؛|｜\r\n\t]/)
    .flatMap((part) => wholeBySlash(part).flatMap((one) => one.trim() || []));
}

function wholeBySlash(text: string): string[] {
  const parts = text.split(/[/／]/);
  const wholes = [parts[0] ?? ''];
  for (const part of parts.slice(1)) {
    const before = wholes.at(-1) ?? '';
    if (isWhole(before) && isWhole(part)) wholes.push(part);
    else wholes[wholes.length - 1] = `${before}/${part}`;
  }
  return wholes;
}

/** Not only a country code with an area's. */
function isWhole(text: string): boolean {
  const plain = plainNumber(text);
  const digits = plain.replace(/\D/g, '');
  return digits.length >= (/^(\+|00)/.test(plain) ? 10 : leastDigits);
}

/** The numbers in a stored text, with or without words around them. */
export function numbersIn(stored: string): NumberInText[] {
  return splitNumbers(stored).flatMap((text): NumberInText[] => {
    const whole = bareNumber(text);
    if (whole && whole.digits.length <= mostDigits + 2) return [{ text, alone: true }];
    return runsIn(plainNumber(text)).map((run) => ({ text: run, alone: false }));
  });
}

/** Another plus sign begins another number; so does a gap where one number would be too long. */
function runsIn(plain: string): string[] {
  const runs = plain.match(/\+?\(?\d(?:[\s().\-/]*\d)*/g) ?? [];
  return runs.flatMap((run) => {
    const parts = run.replace(/\D/g, '').length > mostDigits + 2 ? run.split(/\s+/) : [run];
    return parts.filter((part) => part.replace(/\D/g, '').length >= leastDigits);
  });
}
