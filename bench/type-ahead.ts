/**
 * How long a type-ahead takes to go through 10,000 names, most of them Chinese: `node bench/type-ahead.ts`. It prints ms
 * for names that were prepared, a key each, and for the first key without; side by side. The same for 1,000 quick replies.
 */
import { prepareReplies, searchReplies } from '../lib/replies/search.ts';
import { nameMatcher, prepareNames } from '../lib/search/match-name.ts';

const some = '热门新客户老重要已付款待发货退换投诉华东南北京上海广州深圳杭成都高中低意向跟进展会官网朋友圈';

function namesOf(round: number): string[] {
  return Array.from({ length: 10_000 }, (_, index) => {
    const at = (step: number) => some[(index * step + (index >> 5)) % some.length] ?? '';
    return index % 4 === 0 ? `Tag ${round} ${index}` : `${at(7)}${at(11)}${at(13)}${at(17)}${round} ${index}`;
  });
}

function timed(names: readonly string[], typed: string): number {
  const begun = performance.now();
  const fitOf = nameMatcher(typed);
  for (const name of names) fitOf(name);
  return performance.now() - begun;
}

const middle = (times: number[]): string =>
  (times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0).toFixed(1);

const keys = ['r', 're', 'rem', 'reme', 'remen', 'kh', 'kehu', 'chongqing'];
const firsts: number[] = [];
const laters: number[] = [];
for (let round = 0; round < 9; round++) {
  const names = namesOf(round);
  firsts.push(timed(names, 'kehu'));
  prepareNames(names);
  laters.push(...keys.map((typed) => timed(names, typed)));
}
const replyTimes: number[] = [];
for (let round = 0; round < 9; round++) {
  const replies = namesOf(round)
    .slice(0, 1000)
    .map((title, index) => ({ id: `${index}`, title, text: `Olá {firstName|você}, ${title}. `.repeat(8) }));
  prepareReplies(replies);
  for (const typed of keys) {
    const begun = performance.now();
    searchReplies(replies, typed, { used: {}, languages: ['en'] });
    replyTimes.push(performance.now() - begun);
  }
}
console.log(`1,000 replies: prepared ${middle(replyTimes)} ms a key (p50)`);
console.log(
  `10,000 names: prepared ${middle(laters)} ms a key, first key without ${middle(firsts)} ms (p50)`,
);
