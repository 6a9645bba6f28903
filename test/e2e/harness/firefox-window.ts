/** What `Firefox.inWindow` finds in the browser's own window, as far as it is used here. */

interface ContentBrowser extends HTMLElement {
  browserId: number;
  currentURI: { spec: string };
  fixupAndLoadURIString(url: string, options: { triggeringPrincipal: unknown }): void;
}

interface Tab {
  linkedBrowser: ContentBrowser;
}

interface CommandsActor {
  executeScript(script: string, args: readonly unknown[], options: object): Promise<unknown>;
  toBrowserWindowCoordinates(point: readonly number[]): Promise<[x: number, y: number]>;
}

interface Context {
  currentWindowGlobal: { getActor(name: 'MarionetteCommands'): CommandsActor };
  embedderElement: HTMLElement;
}

interface Modules {
  'resource://gre/modules/ExtensionPermissions.sys.mjs': {
    ExtensionPermissions: {
      add(
        id: string,
        more: { origins: string[]; permissions: string[] },
        extension: object,
      ): Promise<unknown>;
    };
  };
  'chrome://remote/content/shared/webdriver/Event.sys.mjs': {
    event: {
      synthesizeMouseAtPoint(x: number, y: number, event: object, window: Window): Promise<unknown>;
      sendKeys(keys: string, window: Window): void;
    };
  };
  'chrome://remote/content/shared/Capture.sys.mjs': {
    capture: {
      canvas(
        window: Window,
        context: Context,
        left: number,
        top: number,
        width: number,
        height: number,
      ): Promise<unknown>;
      toBase64(canvas: unknown, type: string): string;
    };
  };
}

declare global {
  var BrowsingContext: { getCurrentTopByBrowserId(id: number): Context };
  var ChromeUtils: { importESModule<Name extends keyof Modules>(name: Name): Modules[Name] };
  var CustomizableUI: { addWidgetToArea(widget: string, area: 'nav-bar'): void };
  var SidebarController: {
    isOpen: boolean;
    browser: { contentDocument: { getElementById(id: string): ContentBrowser | null } | null };
  };
  var WebExtensionPolicy: {
    getByID(id: string): {
      mozExtensionHostname: string;
      extension: { backgroundState: 'stopped' | 'starting' | 'running' | 'suspending' };
    };
  };
  var gBrowser: {
    tabs: Tab[];
    selectedTab: Tab;
    addTrustedTab(url: string): Tab;
    removeTab(tab: Tab): void;
  };
}

export {};
