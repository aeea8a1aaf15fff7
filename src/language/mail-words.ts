/** How mail programs say who wrote what, when: the header fields that they put above a quoted mail, and their attribution lines. */

export type MailField = 'from' | 'date' | 'to' | 'copy' | 'subject'

/** As Outlook, Zoho, Gmail, Apple Mail, Thunderbird and Yahoo print them; lower case, without the colon. */
const fieldNames: Readonly<Record<MailField, string>> = {
  from: 'from|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|fra|från|avsändare|lähettäjä|od|nadawca|odesílatel|от|от кого|від|feladó|kimden|gönderen|de la|din partea|από|dari|từ|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|من|מאת|จาก',
  date: 'sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|fecha|enviado|enviado el|enviado em|enviada em|enviada el|inviato|data|verzonden|sendt|dato|skickat|lähetetty|päiväys|päivämäärä|wysłano|odesláno|отправлено|дата|надіслано|elküldve|dátum|gönderildi|gönderme tarihi|tarih|trimis|ημερομηνία|στάλθηκε|dikirim|tanggal|đã gửi|ngày|发送时间|发件时间|时间|日期|寄件日期|傳送日期|送信日時|日時|日付|보낸 날짜|날짜|تاريخ|تم الإرسال|נשלח|תאריך|วันที่|ส่ง',
  to: 'to|an|empfänger|à|destinataire|pour|para|destinatario|a|per|aan|til|till|vastaanottaja|do|komu|кому|címzett|kime|alıcı|către|προς|kepada|tới|收件人|收件者|宛先|받는 사람|받는사람|إلى|אל|ถึง',
  copy: 'cc|bcc|kopie|kopia|kopi|copie|copie à|copia|копия|másolatot kap|bilgi|抄送|副本|ｃｃ|참조',
  subject:
    'subject|betreff|objet|asunto|oggetto|onderwerp|assunto|emne|ämne|aihe|temat|předmět|predmet|тема|tárgy|konu|subiect|θέμα|subjek|perihal|chủ đề|tiêu đề|主题|主旨|主題|件名|제목|الموضوع|נושא|เรื่อง',
}

const fields = new Map<string, MailField>(
  (Object.entries(fieldNames) as [MailField, string][]).flatMap(([field, names]) => names.split('|').map((name) => [name, field] as const)),
)

/** The field with which a line begins, and what stands after its colon. */
export function mailField(line: string): { readonly field: MailField; readonly value: string } | undefined {
  const [, name, value = ''] = /^([\p{L}\p{M} ]{1,24}?)\s?[:：](?!\/)\s*(.*)$/u.exec(line) ?? []
  const field = name === undefined ? undefined : fields.get(name.toLowerCase())
  return field && { field, value }
}

/** Outlook's text of a mail in one line: `From: X Sent: Monday … Subject: Y`. */
export function mailFieldsWithin(value: string): MailField[] {
  return [...value.matchAll(/(?<=\s)(\p{L}[\p{L}\p{M}]{0,15})\s?[:：]\s/gu)].flatMap((found) => fields.get(found[1]!.toLowerCase()) ?? [])
}

/** `-----Original Message-----`, `---------- Forwarded message ---------`; with dashes around them. */
export const mailTitle =
  /^(?:(?:the )?original (?:message|mail|e-?mail)|(?:ursprüngliche|original)[ -]?(?:nachricht|mail)|weitergeleitete (?:nachricht|mail)|message (?:d['’]origine|original|transféré)|messaggio (?:originale|inoltrato)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|oorspronkelijk(?:e)? bericht|doorgestuurd bericht|(?:oprindelig|videresendt) meddelelse|(?:ursprungligt|vidarebefordrat) meddelande|(?:opprinnelig|videresendt) melding|alkuperäinen viesti|(?:wiadomość oryginalna|oryginalna wiadomość)|původní zpráva|исходное сообщение|пересылаемое сообщение|eredeti üzenet|(?:orijinal|iletilen) (?:mesaj|ileti)|mesaj original|forwarded (?:message|mail|by .{0,80})|reply message|原始邮件|原始郵件|转发邮件|邮件原件|元のメッセージ|転送メッセージ|원본 메시지|전달된 메시지)\.?$/iu

/** Of an attribution line: `On Mon, 1 Jan 2024 at 10:00, Ada wrote:`. */
export const mailSays =
  /(?<!\p{L})(?:wrote|writes|schrieb|schreibt|(?:a|à) écrit|escribió|ha escrito|ha scritto|scrive|schreef|escreveu|skrev|skreiv|kirjoitti|napisał(?:a|\(a\))?|napsala?|napísala?|napisal[ao]?|írta|(?:şunları )?yazdı|написала?|написав|пишет|писала?|a scris|έγραψε|menulis|đã viết)(?!\p{L})|写道|寫道|님이 작성|작성:|書きました|เขียน|كتب|כתב/iu

/** The words with which attribution lines begin. */
export const mailSaysBegins =
  /^(?:on|am|le|el|il|op|em|den|dnia|w dniu|dne|dňa|pe|la|pada|vào|στις|в|ב|في|mon|tue|wed|thu|fri|sat|sun|\d)(?!\p{L})/iu
