/** What the fields of the slide form share: the slide, how it is changed, and what was found wrong. */
import type { Finding, Json, PreviewWish, Site } from "../api/types";
import { fieldOf } from "../model/edit";
import { type Path, at } from "../model/path";
import type { Slide } from "../model/slide";
import { local, sayMaybe } from "../state/locale";

export interface Form {
    slide: Slide;
    site: Site;
    languages: string[];
    findings: Finding[];
    readOnly: boolean;
    /** The slide as each screen it is meant for would paint it. */
    crops: PreviewWish[];
    set: (path: Path, value: Json | undefined) => void;
}

export const text = (form: Form, path: Path): string => {
    const value = at(form.slide, path);
    return typeof value === "string" ? value : "";
};

/** Findings about just this field. */
export function found(form: Form, path: Path): Finding[] {
    return form.findings.filter((one) => fieldOf(one.path, form.slide.id) === path.join("/"));
}

/** Whether a finding has a place beside a field of the form. */
export function isAbout(finding: Finding, id: string): boolean {
    return Boolean(fieldOf(finding.path, id));
}

/** A finding in words: the page's own where it has plainer ones. It stands by its slide, so that needs no name in the file. */
export function remark(finding: Finding): string {
    return sayMaybe(`finding.${finding.code}`, local(finding.text).replace(/^(slide)(t?) ["”][^"”]*["”]/, (_all, _slide, danish) => (danish ? "Slidet" : "The slide")));
}
