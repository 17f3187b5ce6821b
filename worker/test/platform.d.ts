/**
 * What browsers have and the runtime's types lack. The SDK's clients run in both, and their sources are compiled with the
 * tests that call a desk with them.
 */
interface WebSocket {
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
}

interface RequestInit {
  keepalive?: boolean;
}

declare function clearTimeout(timer: number | undefined): void;
declare function addEventListener(type: "online", listener: () => void, options: { signal: AbortSignal }): void;

declare class XMLHttpRequest {
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onloadend: (() => void) | null;
  open(method: string, address: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: Blob | null): void;
  abort(): void;
}
