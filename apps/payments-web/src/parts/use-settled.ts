import { useEffect, useState } from 'react';

/** Between two letters of somebody who is still typing. */
const REST_MS = 250;

/** A value once it has stopped changing. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
