import type { ReactNode } from 'react';

interface BlankProps {
  readonly head: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A place where there is nothing, yet, and what that means. */
export function Blank({ head, text, children }: BlankProps) {
  return (
    <div className="blank">
      <svg viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
        <rect x="6" y="12" width="36" height="26" rx="5" />
        <path d="M6 20h36M13 30h8" strokeLinecap="round" />
      </svg>
      <h2>{head}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
