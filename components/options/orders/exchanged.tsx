import { lazyPart } from '../../controls/use-lazy.ts';
import type { ExchangeProps } from './exchange-view.tsx';

const useExchangeView = lazyPart(() =>
  import('./exchange-view.tsx').then(({ ExchangeView }) => ExchangeView),
);

/** What came of a trial, fetched when there is one. */
export function Exchanged(props: ExchangeProps) {
  const View = useExchangeView();
  return View && <View {...props} />;
}
