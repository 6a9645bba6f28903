import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';

const Announce = createContext<(text: string) => void>(() => {});

/** Says a short confirmation to those who listen instead of look. The save state has a place of its own. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

export function Announcer({ children }: { children: ComponentChildren }) {
  const [status, setStatus] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => {
    setStatus((before) => ({ text, turn: before.turn + 1 }));
  }, []);
  return (
    <Announce.Provider value={announce}>
      {children}
      <div class="visually-hidden" aria-live="polite">
        <span key={status.turn}>{status.text}</span>
      </div>
    </Announce.Provider>
  );
}
