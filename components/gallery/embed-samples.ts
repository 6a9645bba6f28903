/** Own pages for the sample views. */
import { AppError } from '../../lib/errors/app-error.ts';
import type { PanelView } from '../../lib/panel/view.ts';
import { setup } from './samples.ts';

const desk = { id: 'desk', name: 'Order desk' };

export const withEmbeds = (
  embeds: { id: string; name: string }[],
  open: string[],
): Pick<PanelView, 'setup' | 'layout'> => ({
  setup: { ...setup, embeds },
  layout: { order: ['embeds'], folded: ['tags', 'stage', 'follow-up', 'details'], open },
});

/** By what the view is called. */
export const embedViews: Record<string, Pick<PanelView, 'setup' | 'layout'>> = {
  'embed-folded': withEmbeds([desk], []),
  'embed-open': withEmbeds([desk], ['desk']),
  'embed-opening': withEmbeds([{ ...desk, id: 'slow' }], ['slow']),
  'embed-nobody': withEmbeds([{ ...desk, id: 'nobody' }], ['nobody']),
  'embed-no-key': withEmbeds([{ ...desk, id: 'no-key' }], ['no-key']),
  'embed-failed': withEmbeds([{ ...desk, id: 'failed' }], ['failed']),
  'embed-two': withEmbeds(
    [{ id: 'stock', name: 'Lagerbestand und Lieferzeiten aller Filialen '.repeat(3) }, desk],
    ['desk'],
  ),
};

/** What the worker would say of each of them. */
export function sampleAddress(embedId: string): Promise<string> {
  switch (embedId) {
    case 'slow':
      return new Promise(() => {});
    case 'nobody':
      return Promise.reject(new AppError('UNSUPPORTED'));
    case 'no-key':
      return Promise.reject(new AppError('NOT_CONFIGURED'));
    case 'failed':
      return Promise.reject(new AppError('CONTEXT_LOST'));
    default:
      return Promise.resolve('about:blank');
  }
}
