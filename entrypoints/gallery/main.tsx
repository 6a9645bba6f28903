/**
 * Every state of the panel, for the people who build it. `?state=ready&theme=dark&dir=rtl&width=258&language=ar` shows one,
 * nothing shows all; the same after a `#` changes what is shown without a new page. The events work on the sample itself, so that it can be tried.
 */
import { options, render } from 'preact';
import { useState } from 'preact/hooks';
import { perform } from '../../components/gallery/acts.ts';
import { openEvents, openSamples, setClipboard } from '../../components/gallery/open-samples.ts';
import { panelViews, quietEvents } from '../../components/gallery/panel-views.ts';
import { Panel } from '../../components/panel/panel.tsx';
import type { Change } from '../../lib/crm/port.ts';
import { direction, documentLanguage, setLanguage } from '../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../lib/panel/view.ts';
import { languages } from '../../lib/settings/languages.ts';
import '../sidepanel/style.css';
import './style.css';

// As in the panel.
options.requestAnimationFrame = queueMicrotask;

const themes = ['light', 'dark'];
const directions = ['ltr', 'rtl'];

const root = document.getElementById('root');
/** A sample that follows another is drawn from the start. */
let turn = 0;

/** What the panel fetches late: once it is at hand, each sample is drawn whole. */
const later = Promise.all([
  import('../../components/panel/panel-later.tsx'),
  import('../../components/panel/panel-dialogs.tsx'),
  import('../../components/panel/tags/tag-picker.tsx'),
  import('../../components/controls/text-menu.tsx'),
  import('../../lib/phone/shown-number.ts'),
]);

async function show(): Promise<void> {
  await later;
  const asked = new URLSearchParams(location.hash.slice(1) || location.search);
  const page = document.documentElement;
  const theme = asked.get('theme');
  if (theme !== null) page.dataset.theme = theme;
  await setLanguage(languages.find((one) => one === asked.get('language')) ?? 'en');
  page.lang = documentLanguage();
  page.dir = asked.get('dir') ?? direction();
  const state = asked.get('state') ?? '';
  const open = openSamples[state];
  const chosen = open?.view ?? panelViews[state];
  const width = Number(asked.get('width') ?? 0);
  if (root && width > 0) root.style.inlineSize = `${width}px`;
  const given = open && openEvents(open);
  if (open) setClipboard(open);
  if (root) render(chosen ? <Sample key={++turn} start={chosen} given={given} /> : <Overview />, root);
  // What is at hand comes in the turns of promises.
  await new Promise((resolve) => setTimeout(resolve));
  await perform(open?.acts ?? []);
  page.dataset.shown = state;
  window.dispatchEvent(new Event('shown'));
}

window.addEventListener('hashchange', show);
void show();

function Sample({ start, given }: { start: PanelView; given?: Partial<PanelEvents> | undefined }) {
  const [view, setView] = useState(start);
  const people = Object.values(panelViews).find(({ state }) => state === 'choose')?.candidates ?? [];
  return (
    <Panel
      view={view}
      events={quietEvents({
        submit: (change) => setView((last) => drawn(last, change)),
        draftNote: (noteDraft) => setView((last) => ({ ...last, noteDraft })),
        draftField: (key, draft) =>
          setView(({ fieldDrafts: { [key]: _, ...others }, ...last }) => ({
            ...last,
            fieldDrafts: draft ? { ...others, [key]: draft.value } : others,
          })),
        arrange: (layout) => setView((last) => ({ ...last, layout })),
        search: async (text) => ({
          people: people.filter(({ name }) => name?.toLowerCase().includes(text.toLowerCase())),
        }),
        ...given,
      })}
    />
  );
}

/** Enough of a back end to see a tag come and a stage move. */
function drawn(view: PanelView, change: Change): PanelView {
  const { customer, catalogue } = view;
  if (!customer) return view;
  if (change.kind === 'setStage') return { ...view, customer: { ...customer, stage: change.to } };
  if (change.kind === 'setTags') {
    const removed = new Set(change.remove.map(({ id }) => id));
    const known = catalogue?.groups.flatMap((group) => group.tags) ?? [];
    const added = change.add.map(
      (tag) => known.find(({ id }) => id === tag.id) ?? { ...tag, colour: null, readOnly: false },
    );
    return {
      ...view,
      customer: { ...customer, tags: [...customer.tags.filter(({ id }) => !removed.has(id)), ...added] },
    };
  }
  return view;
}

function Overview() {
  return (
    <div class="gallery">
      {Object.entries(panelViews).map(([state, view]) => (
        <section key={state}>
          <Looks state={state} />
          <div class="gallery-panel">
            <Sample start={view} />
          </div>
        </section>
      ))}
      {/* What opens over a page has one to itself. */}
      {Object.keys(openSamples).map((state) => (
        <section key={state}>
          <Looks state={state} />
        </section>
      ))}
    </div>
  );
}

function Looks({ state }: { state: string }) {
  return (
    <>
      <h2>{state}</h2>
      <p>
        {themes.flatMap((oneTheme) =>
          directions.map((dir) => (
            <a key={`${oneTheme} ${dir}`} href={`?state=${state}&theme=${oneTheme}&dir=${dir}`}>
              {`${oneTheme} ${dir}`}
            </a>
          )),
        )}
      </p>
    </>
  );
}
