const LOADS = new Map<string, Promise<void>>();

/** Loads a provider's script once. One that failed can be tried again. Throws where it can't be loaded. */
export function loadScript(url: string): Promise<void> {
  const known = LOADS.get(url);
  if (known !== undefined) return known;
  const load = new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => {
      LOADS.delete(url);
      script.remove();
      reject(new Error('a provider’s script could not be loaded'));
    };
    document.head.append(script);
  });
  LOADS.set(url, load);
  return load;
}
