import { Search } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Capabilities, mostFound } from '../../../lib/crm/port.ts';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { CandidateView, Found } from '../../../lib/session/shapes.ts';
import { digitsIn } from '../../../lib/text/plain-digits.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';
import { CandidateList } from './candidate-list.tsx';

const pauseMs = 250;
const leastLetters = 2;

type Result =
  | { state: 'idle' }
  | { state: 'searching'; before: CandidateView[] }
  | ({ state: 'found'; text: string } & Found)
  | { state: 'failed'; error: AppErrorData };

/** What somebody is found by: a number alone, a name and never a number, or all that is known of them. */
export type SearchBy = 'number' | 'name' | 'anything';

export function searchBy(capabilities: Capabilities | undefined): SearchBy {
  if (!capabilities?.read.includes('search')) return 'number';
  return capabilities.read.includes('find') ? 'anything' : 'name';
}

const placeholders = {
  number: 'find.placeholderNumber',
  name: 'find.placeholderName',
  anything: 'find.placeholder',
} as const;

/** Find a customer by hand. The answer to an older text never shows under a newer one. */
export function CustomerSearch(props: {
  masked: boolean;
  by?: SearchBy;
  initial?: string;
  /** The agent comes back to it. */
  focused?: boolean;
  onSearch: PanelEvents['search'];
  onChoose: (customerId: string) => void;
}) {
  const { onSearch } = props;
  const [text, setText] = useState(props.initial ?? '');
  const [result, setResult] = useState<Result>({ state: 'idle' });
  const turn = useRef(0);
  const box = useRef<HTMLInputElement>(null);
  useCommands([{ kind: 'search', run: () => box.current?.focus() }]);
  const wanted = text.trim();
  const announce = useAnnounce();

  const search = (wish: string, from?: string) => {
    turn.current += 1;
    const mine = turn.current;
    if (wish.length < leastLetters) {
      setResult({ state: 'idle' });
      return;
    }
    const earlier = from !== undefined && result.state === 'found' ? result.people : [];
    setResult((last) => ({ state: 'searching', before: last.state === 'found' ? last.people : [] }));
    onSearch(wish, from).then(
      (found) => {
        if (turn.current !== mine) return;
        const people = together(earlier, found.people);
        setResult({ ...found, state: 'found', text: wish, people });
        if (people.length > 0) announce(t('find.found', { count: people.length }));
      },
      (thrown: unknown) => {
        if (turn.current === mine) setResult({ state: 'failed', error: toErrorData(thrown) });
      },
    );
  };

  useEffect(() => {
    const timer = setTimeout(() => search(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);

  useEffect(() => {
    if (props.focused) box.current?.focus();
  }, []);

  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );

  const people = result.state === 'found' ? result.people : result.state === 'searching' ? result.before : [];
  return (
    <search class="search" onKeyDown={stepThrough}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(wanted);
        }}
      >
        <label class="picker-box">
          <Icon node={Search} size={14} />
          <input
            type="search"
            ref={box}
            dir="auto"
            autocomplete="off"
            aria-label={t('find.search')}
            placeholder={t(placeholders[props.by ?? 'anything'])}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </form>
      <CandidateList people={people} masked={props.masked} onChoose={props.onChoose} />
      <p class="quiet" aria-live="polite">
        {resultWords(result, props.by ?? 'anything')}
      </p>
      {result.state === 'found' && result.further && (
        <button type="button" class="link-button" onClick={() => search(result.text, result.further?.from)}>
          {t('find.further')}
        </button>
      )}
    </search>
  );
}

/** Arrows go from the box through what was found and back; Enter is each button's own. */
function stepThrough(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .person')];
  const from = event.target instanceof HTMLElement ? stops.indexOf(event.target) : -1;
  const next = stops[from + step];
  if (step === 0 || from < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** Somebody may stand in two parts of a list that changed meanwhile. */
function together(earlier: CandidateView[], found: CandidateView[]): CandidateView[] {
  const known = new Set(earlier.map(({ customerId }) => customerId));
  return [...earlier, ...found.filter(({ customerId }) => !known.has(customerId))];
}

function resultWords(result: Result, by: SearchBy): string {
  switch (result.state) {
    case 'idle':
      return '';
    case 'searching':
      return t('find.searching');
    case 'found':
      if (result.further) {
        const count = result.further.goneThrough;
        return t(result.further.of ? 'find.goneThroughAccounts' : 'find.goneThrough', { count });
      }
      if (result.people.length >= mostFound) return t('find.firstOnly', { count: result.people.length });
      if (result.people.length > 0) return '';
      // Whoever typed a name was not looked for at all.
      return by === 'number' && digitsIn(result.text).length < 7
        ? t('find.byNumberOnly')
        : t('find.nobody', { text: result.text });
    case 'failed':
      return errorWords(result.error, 'search').text;
  }
}
