import type { Priority } from "@firstline/sdk/wire";
import type { ComponentChildren } from "preact";

/** The product's mark. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-ground" width="32" height="32" rx="9" />
      <path class="mark-lines" d="M9 9.5h14M9 16h10M9 22.5h5" />
    </svg>
  );
}

/** An icon; `onward` for one that points along the line, and so the other way in a script from right to left. */
function Icon({ children, onward }: { children: ComponentChildren; onward?: boolean }) {
  return (
    <svg class={onward ? "icon icon-onward" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  );
}

export const InboxIcon = () => (
  <Icon>
    <path d="M2.5 9.5 4.3 3.6a1.2 1.2 0 0 1 1.2-.9h5a1.2 1.2 0 0 1 1.2.9l1.8 5.9v2.6a1.2 1.2 0 0 1-1.2 1.2H3.7a1.2 1.2 0 0 1-1.2-1.2z" />
    <path d="M2.5 9.5h3l1 1.7h3l1-1.7h3" />
  </Icon>
);
export const TeamIcon = () => (
  <Icon>
    <circle cx="6" cy="5.6" r="2.3" />
    <path d="M1.8 13.2c.3-2.4 2-3.8 4.2-3.8s3.9 1.4 4.2 3.8M10.6 3.5a2.2 2.2 0 0 1 0 4.2M12 9.8c1.3.5 2.1 1.7 2.3 3.4" />
  </Icon>
);
export const StackIcon = () => (
  <Icon>
    <path d="m8 2.5 5.7 2.9L8 8.3 2.3 5.4zM2.3 8.2 8 11.1l5.7-2.9M2.3 10.9 8 13.8l5.7-2.9" />
  </Icon>
);
export const StarIcon = () => (
  <Icon>
    <path d="m8 2.4 1.7 3.6 3.9.5-2.9 2.7.8 3.9L8 11.2l-3.5 1.9.8-3.9-2.9-2.7 3.9-.5z" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" />
    <path d="m5.5 8.2 1.8 1.8 3.3-3.7" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const BackIcon = () => (
  <Icon onward>
    <path d="M9.8 3.5 5.3 8l4.5 4.5" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="7.5" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4.5A1.5 1.5 0 0 0 3 4v5.5A1.5 1.5 0 0 0 4.5 11h1" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="m4.5 6.3 3.5 3.5 3.5-3.5" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" />
    <path d="M8 4.8V8l2.2 1.4" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="3.5" y="7" width="9" height="6.3" rx="1.5" />
    <path d="M5.5 7V5.2a2.5 2.5 0 0 1 5 0V7" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Icon>
);
export const KeyboardIcon = () => (
  <Icon>
    <rect x="1.8" y="4" width="12.4" height="8" rx="1.7" />
    <path d="M4.5 6.7h.01M7 6.7h.01M9.5 6.7h.01M11.7 6.7h.01M5.5 9.4h5" />
  </Icon>
);
export const SignOutIcon = () => (
  <Icon onward>
    <path d="M6.5 13.3H4A1.3 1.3 0 0 1 2.7 12V4A1.3 1.3 0 0 1 4 2.7h2.5M10.3 11l3-3-3-3M13 8H6.3" />
  </Icon>
);
/** Half light, half dark. */
export const ToneIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" />
    <path class="icon-filled" d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" />
  </Icon>
);
export const RouteIcon = () => (
  <Icon onward>
    <path d="M3 12.5V9.8A2.3 2.3 0 0 1 5.3 7.5h7.2M9.7 4.5l3 3-3 3" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.5" r="2.5" />
    <path d="M3.3 13.3c.4-2.6 2.2-4 4.7-4s4.3 1.4 4.7 4" />
  </Icon>
);
export const DotIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.7 14 13H2zM8 6.5v3M8 11.3h.01" />
  </Icon>
);

export const UpIcon = () => (
  <Icon>
    <path d="M8 13V4M4.3 7.5 8 3.8l3.7 3.7" />
  </Icon>
);
export const ReturnIcon = () => (
  <Icon onward>
    <path d="M6.2 3.5 3 6.7l3.2 3.2M3.3 6.7h6.2a3.2 3.2 0 0 1 0 6.4H6" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" />
    <path d="M6.6 6v4M9.4 6v4" />
  </Icon>
);
export const BellIcon = () => (
  <Icon>
    <path d="M3.2 11.5h9.6L11.6 9.6V6.9a3.6 3.6 0 0 0-7.2 0v2.7zM6.8 13.6h2.4" />
  </Icon>
);
export const BookIcon = () => (
  <Icon>
    <path d="M8 4.5C6.6 3.4 4.8 3 2.7 3v9.3c2.1 0 3.9.4 5.3 1.5 1.4-1.1 3.2-1.5 5.3-1.5V3C11.2 3 9.4 3.4 8 4.5zM8 4.5v9" />
  </Icon>
);
export const PageIcon = () => (
  <Icon>
    <path d="M4 2.7h5L12 5.6v7.7H4zM6.3 8h3.4M6.3 10.4h3.4" />
  </Icon>
);
/** A place where nobody is. */
export const NobodyIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" stroke-dasharray="2.4 2.1" />
  </Icon>
);

export const SiteIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.7" />
    <path d="M2.5 8h11M8 2.3c3.2 3.4 3.2 8 0 11.4M8 2.3c-3.2 3.4-3.2 8 0 11.4" />
  </Icon>
);

const bars: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 3 };

/** Three bars, as many filled as the ticket is pressing; urgent ones stand out in colour. */
export function PriorityIcon({ priority }: { priority: Priority }) {
  return (
    <svg class={`icon priority-icon priority-${priority}`} viewBox="0 0 16 16" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          class={bar < bars[priority] ? "bar" : "bar bar-empty"}
          x={2.5 + bar * 4}
          y={9.5 - bar * 3.2}
          width="3"
          height={4 + bar * 3.2}
          rx="1"
        />
      ))}
    </svg>
  );
}

export const BoardIcon = () => (
  <Icon>
    <path d="M2.5 13.3h11M4.2 13.3V8.8M8 13.3V3M11.8 13.3V6.2" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M2.5 4.6h6M12 4.6h1.5M2.5 11.4h1.7M7.8 11.4h5.7" />
    <circle cx="10.2" cy="4.6" r="1.7" />
    <circle cx="6" cy="11.4" r="1.7" />
  </Icon>
);
export const FilterIcon = () => (
  <Icon>
    <path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />
  </Icon>
);
export const PaperclipIcon = () => (
  <Icon>
    <path d="m13 7.6-5 5a3.1 3.1 0 0 1-4.4-4.4l5.3-5.3a2 2 0 0 1 2.9 2.9l-5.2 5.2a1 1 0 0 1-1.4-1.4L9.9 5" />
  </Icon>
);
export const MacroIcon = () => (
  <Icon>
    <path d="M9 1.8 3.4 9H8l-1 5.2L12.6 7H8z" />
  </Icon>
);
export const AtIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.6" />
    <path d="M10.6 5.4v3.4a1.6 1.6 0 0 0 3.1.4A6 6 0 1 0 11 13.2" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <circle cx="3.2" cy="8" r="0.5" />
    <circle cx="8" cy="8" r="0.5" />
    <circle cx="12.8" cy="8" r="0.5" />
  </Icon>
);
export const KeyIcon = () => (
  <Icon>
    <circle cx="5.2" cy="10.8" r="2.7" />
    <path d="m7.2 8.8 6-6M10.4 5.6l2 2M12.4 3.6l1.4 1.4" />
  </Icon>
);
export const MailIcon = () => (
  <Icon>
    <rect x="2.2" y="3.5" width="11.6" height="9" rx="1.4" />
    <path d="m2.6 4.4 5.4 4.3 5.4-4.3" />
  </Icon>
);
