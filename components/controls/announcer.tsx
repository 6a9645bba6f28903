import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';

const Announce = createContext<(text: string) => void>(() => {});

/** Says a short confirmation to those who listen instead of look. The save state has a place of its own. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

/** @param props.about who is drawn: what was said of one is not there to be read beside the next. */
export function Announcer({ about, children }: { about: string; children: ComponentChildren }) {
  const [status, setStatus] = useState({ text: '', turn: 0, about });
  const latest = useRef(about);
  latest.current = about;
  const announce = useCallback((text: string) => {
    setStatus((before) => ({ text, turn: before.turn + 1, about: latest.current }));
  }, []);
  return (
    <Announce.Provider value={announce}>
      {children}
      <div class="visually-hidden" aria-live="polite">
        <span key={status.turn}>{status.about === about && status.text}</span>
      </div>
    </Announce.Provider>
  );
}
