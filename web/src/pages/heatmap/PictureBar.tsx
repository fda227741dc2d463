import { PictureOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { pictureTypes } from "../../lib/screenshots";
import type { Picture } from "./use_picture";

// Takes a picture of the page: chosen, pasted anywhere, or dropped here.
export function PictureBar({ picture, width }: { picture: Picture; width: number }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { take } = picture;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith("image/"));
      if (file) take(file);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [take]);
  return (
    <div className="heatmap-aside heatmap-drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); take(event.dataTransfer.files[0]); }} data-testid="picture-drop">
      <div className="heatmap-bar">
        <input ref={input} type="file" hidden accept={pictureTypes.join()} onChange={(event) => { take(event.target.files?.[0]); event.target.value = ""; }} data-testid="picture-file" />
        <Button icon={<PictureOutlined />} onClick={() => input.current?.click()}>{t("heatmap.choosePicture")}</Button>
        {picture.url && <Button onClick={picture.remove} data-testid="picture-remove">{t("heatmap.removePicture")}</Button>}
      </div>
      {picture.problem && <p className="field-problem" role="alert">{t(`heatmap.${picture.problem}`)}</p>}
      <p className="hint">{t("heatmap.pictureExplain", { width })}</p>
    </div>
  );
}
