/** Proposes the time zone of this device in a form for a new evening, where nobody has chosen one yet. */

const select = document.querySelector("[data-zone-form] select[name=timezone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const isUntouched = select && select.value === "UTC" && !select.form.querySelector("[aria-invalid=true]");
if (isUntouched && [...select.options].some((option) => option.value === zone)) select.value = zone;
