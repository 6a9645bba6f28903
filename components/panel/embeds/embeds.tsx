import { isAside, type PanelEvents, type PanelView } from '../../../lib/panel/view.ts';
import { Section } from '../card/section.tsx';
import { EmbedPage } from './embed-page.tsx';

/** The company's own pages, folded until the agent opens them: nothing is loaded of a page that is folded. */
export function Embeds(props: {
  view: PanelView;
  events: Pick<PanelEvents, 'arrange' | 'embedAddress' | 'openOptions'>;
}) {
  const { view, events } = props;
  const { customer, chat, layout, setup } = view;
  const open = layout.open ?? [];
  // Each opening of a chat has a page of its own: no page lives on under another chat.
  const whose = `${customer?.connectionId} ${customer?.id} ${chat?.key} ${chat?.phone}`;
  return (
    <>
      {setup?.embeds?.map(({ id, name }) => (
        <Section
          key={id}
          id="embeds"
          title={name}
          fold={{
            folded: !open.includes(id),
            onFold: (folded) =>
              events.arrange({
                ...layout,
                open: [...open.filter((one) => one !== id), ...(folded ? [] : [id])],
              }),
          }}
        >
          {open.includes(id) && (
            <EmbedPage key={whose} embed={{ id, name }} off={isAside(view)} now={view.now} events={events} />
          )}
        </Section>
      ))}
    </>
  );
}
