// The contrast of a text follows from its own colour, size and weight and from what its ancestors paint behind it: where
// these passed before, the text is not judged again. Text that is moved out of the flow may lie upon something else, and is
// always judged. What axe does not judge (a disabled control, a single sign) or cannot (it says "incomplete") passes nothing.
async ([context, known]) => {
  const MARK = "data-contrast-to-judge";
  const NOT_JUDGED = ":disabled, [aria-disabled=true], [inert], [aria-hidden=true], [role=img]";
  const passed = new Set(known);
  const behind = new Map([[null, { paint: "", moved: false }]]);

  const look = (element) => {
    if (behind.has(element)) return behind.get(element);
    const above = look(element.parentElement);
    const style = getComputedStyle(element);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode].join();
    const found = {
      paint: own === "rgba(0, 0, 0, 0),none,1,none,normal" ? above.paint : `${above.paint}/${own}`,
      moved: above.moved || /absolute|fixed|sticky/.test(style.position) || style.transform !== "none"
        || (style.position === "relative" && [style.top, style.left].some((offset) => !/^(auto|0px)$/.test(offset))),
      style,
    };
    behind.set(element, found);
    return found;
  };
  const words = (element) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) return element.value || element.placeholder || "";
    return [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("");
  };

  const passes = (element, text) =>
    text.length > 1 && !look(element).moved && !element.closest(NOT_JUDGED) && !element.closest("label")?.control?.disabled;

  const judged = [];
  for (const element of document.body.querySelectorAll("*")) {
    const text = words(element).trim();
    if (!text || !element.checkVisibility()) continue;
    const { paint, moved, style } = look(element);
    const key = [paint, style.color, style.fontSize, style.fontWeight, style.textShadow].join("|");
    if (passed.has(key) && !moved) continue;
    element.setAttribute(MARK, "");
    judged.push({ element, key, passes: passes(element, text) });
  }

  axe.configure({ rules: [{ id: "color-contrast", selector: `[${MARK}]` }] });
  const result = await axe.run(context || document, { resultTypes: ["violations", "incomplete"] });
  const unsure = [...result.violations, ...result.incomplete].some((rule) => rule.id === "color-contrast");
  judged.forEach(({ element }) => element.removeAttribute(MARK));
  const keys = unsure || context ? [] : judged.filter((one) => one.passes).map(({ key }) => key);
  return { violations: result.violations, passed: [...new Set(keys)] };
};
