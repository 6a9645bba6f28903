import { Search } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mostFound } from '../../../lib/crm/port.ts';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { CandidateView } from '../../../lib/session/shapes.ts';
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
  | { state: 'found'; text: string; people: CandidateView[] }
  | { state: 'failed'; error: AppErrorData };

/** Find a customer by hand. The answer to an older text never shows under a newer one. */
export function CustomerSearch(props: {
  masked: boolean;
  /** The back end finds nobody by name. */
  byNumber?: boolean;
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

  const search = (wish: string) => {
    turn.current += 1;
    const mine = turn.current;
    if (wish.length < leastLetters) {
      setResult({ state: 'idle' });
      return;
    }
    setResult((last) => ({ state: 'searching', before: last.state === 'found' ? last.people : [] }));
    onSearch(wish).then(
      (people) => {
        if (turn.current !== mine) return;
        setResult({ state: 'found', text: wish, people });
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
        <label class="search-box">
          <Icon node={Search} size={14} />
          <input
            type="search"
            ref={box}
            dir="auto"
            autocomplete="off"
            aria-label={t('find.search')}
            placeholder={t(props.byNumber ? 'find.placeholderNumber' : 'find.placeholder')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </form>
      <CandidateList people={people} masked={props.masked} onChoose={props.onChoose} />
      <p class="quiet" aria-live="polite">
        {resultWords(result, props.byNumber ?? false)}
      </p>
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

function resultWords(result: Result, byNumber: boolean): string {
  switch (result.state) {
    case 'idle':
      return '';
    case 'searching':
      return t('find.searching');
    case 'found':
      if (result.people.length >= mostFound) return t('find.firstOnly', { count: result.people.length });
      if (result.people.length > 0) return '';
      // Whoever typed a name was not looked for at all.
      return byNumber && digitsIn(result.text).length < 7
        ? t('find.byNumberOnly')
        : t('find.nobody', { text: result.text });
    case 'failed':
      return errorWords(result.error, 'search').text;
  }
}
