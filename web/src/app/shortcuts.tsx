// g then a letter goes to a page; / searches; ? explains. Never while somebody types.
import { Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { pages } from "./NavMenu";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useShortcuts() {
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const going = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.timeStamp - going.current < 1200) {
        going.current = 0;
        const page = pages.find((p) => p.letter === event.key);
        if (page) navigate(page.path);
        return;
      }
      if (event.key === "g") going.current = event.timeStamp;
      if (event.key === "?") setHelp(true);
      if (event.key === "/") {
        event.preventDefault();
        window.dispatchEvent(new Event("throng:search"));
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [navigate]);
  return { help, setHelp };
}

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const rows: [string[], string][] = [
    [["/"], t("shortcuts.search")],
    ...pages.map((p): [string[], string] => [["g", p.letter], t("shortcuts.go", { page: t(`nav.${p.key}`) })]),
    [["Enter"], t("shortcuts.run")],
    [["Esc"], t("shortcuts.close")],
    [["?"], t("shortcuts.help")],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("header.shortcuts")} width={420}>
      <dl className="shortcuts">
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
