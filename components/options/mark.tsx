/** The product's mark, as it stands in the browser's toolbar. */
export function Mark({ size }: { size: number }) {
  return (
    <svg
      class="options-mark"
      viewBox="0 0 128 128"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <rect x="4" y="4" width="120" height="120" rx="28" fill="var(--brand)" />
      <path
        d="M24 40a12 12 0 0 1 12-12h26a12 12 0 0 1 12 12v36a12 12 0 0 1-12 12H48L32 102a3 3 0 0 1-5-2V86a12 12 0 0 1-3-8Z"
        fill="#fff"
      />
      <rect x="84" y="28" width="22" height="72" rx="9" fill="#fff" opacity=".55" />
    </svg>
  );
}
