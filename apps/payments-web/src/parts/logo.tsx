/** The mark of the service; what it says stands beside it. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="currentColor" />
      <path d="M9 17.5l4.6 4.6L23.5 11" />
    </svg>
  );
}
