import { commandsInComment } from '../../../src/language/comment.ts'
import { quotedMailAt } from '../../../src/language/quoted-mail.ts'

const command = '/prism unmount research-data ubuntu-instance'
const lines = (body: string): readonly string[] => commandsInComment(body).map((c) => c.line)

/** What mail programs put between an answer and the mail that it answers. */
const heads: readonly (readonly [program: string, head: string])[] = [
  ['the smallest', '____\nFrom: X\nSent: Monday, January 1, 2024 10:00\nTo: Y\nSubject: Re: volume'],
  [
    'Outlook',
    '________________________________\nFrom: Ada <ada@example.org>\nSent: Monday, January 1, 2024 10:00 AM\nTo: acme/research <reply@reply.github.com>\nCc: Bob <bob@example.org>; Comment <comment@noreply.github.com>\nSubject: Re: [acme/research] Shared data (Issue #1)',
  ],
  [
    'Outlook, without its line',
    'From: Ada <ada@example.org>\nSent: Monday, January 1, 2024 10:00 AM\nTo: acme/research\nSubject: Re: volume',
  ],
  ['Outlook, bold', '**From:** Ada <ada@example.org>\n**Sent:** Monday, January 1, 2024 10:00 AM\n**To:** acme\n**Subject:** Re: volume'],
  ['Outlook, bold with asterisks', '*From:* Ada\n*Sent:* Monday, January 1, 2024 10:00 AM\n*To:* acme\n*Subject:* Re: volume'],
  ['Outlook, with an empty line after each', 'From: Ada\n\nSent: Monday, January 1, 2024 10:00 AM\n\nTo: acme\n\nSubject: Re: volume'],
  [
    'Outlook, as HTML',
    '<b>From:</b> Ada<br>\n<b>Sent:</b> Monday, January 1, 2024 10:00 AM<br>\n<b>To:</b> acme<br>\n<b>Subject:</b> Re: volume',
  ],
  ['Outlook, on one line', 'From: Ada <ada@example.org> Sent: Monday, January 1, 2024 10:00 AM To: acme Subject: Re: volume'],
  [
    'Outlook, indented, with no-break spaces',
    ' From:\u00a0Ada\n Sent:\u00a0Monday, January 1, 2024\n To:\u00a0acme\n Subject:\u00a0Re: volume',
  ],
  ['Outlook, many recipients', 'From: Ada\nTo: Bob <bob@example.org>;\nCarol <carol@example.org>;\nDave\nSubject: Re: volume'],
  ['Outlook, only its underscores', '________________________________'],
  ['Exchange', '-----Original Message-----\nFrom: Ada'],
  ['Outlook Express, without a header', '----- Original Message -----'],
  ['BlackBerry', '------Original Message------\nFrom: Ada\nTo: acme'],
  ['Proton', '------- Original Message -------\nOn Monday, January 1st, 2024 at 10:00, Ada <ada@example.org> wrote:'],
  ['Zoho', '---- On Mon, 01 Jan 2024 10:00:00 +0530 Ada <notifications@github.com> wrote ----'],
  ['Zoho, newer', ' ---- On Mon, 01 Jan 2024 10:00:00 +0530 Ada<notifications@github.com> wrote ---'],
  [
    'Zoho, with a header',
    '============ Forwarded message ============\nFrom: Ada\nTo: acme\nDate: Mon, 01 Jan 2024 10:00:00 +0530\nSubject: volume',
  ],
  ['Gmail', 'On Mon, Jan 1, 2024 at 10:00 AM Ada <notifications@github.com> wrote:'],
  ['Gmail, wrapped', 'On Mon, Jan 1, 2024 at 10:00 AM Ada Lovelace, Countess of Lovelace\n<notifications@github.com>\nwrote:'],
  ['Gmail, forwarded', '---------- Forwarded message ---------\nFrom: Ada\nDate: Mon, Jan 1, 2024 at 10:00 AM'],
  ['Apple Mail', 'On 1 Jan 2024, at 10:00, Ada <notifications@github.com> wrote:'],
  [
    'Apple Mail, forwarded',
    'Begin forwarded message:\n\nFrom: Ada <ada@example.org>\nSubject: volume\nDate: 1 January 2024 at 10:00:00 CET\nTo: acme',
  ],
  ['Thunderbird', 'On 01/01/2024 10:00, Ada wrote:'],
  [
    'Thunderbird, forwarded',
    '-------- Forwarded Message --------\nSubject: volume\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nFrom: Ada\nTo: acme',
  ],
  ['Yahoo', 'On Monday, January 1, 2024 at 10:00:00 AM GMT+1, Ada <ada@example.org> wrote:'],
  ['Gnus', 'Ada <ada@example.org> writes on 2024-01-01:'],
  ['German Outlook', 'Von: Ada <ada@example.org>\nGesendet: Montag, 1. Januar 2024 10:00\nAn: acme\nBetreff: AW: Volume'],
  ['German Exchange', '-----Ursprüngliche Nachricht-----\nVon: Ada'],
  ['German Gmail', 'Am Mo., 1. Jan. 2024 um 10:00 Uhr schrieb Ada <ada@example.org>:'],
  ['German Thunderbird', 'Am 01.01.24 um 10:00 schrieb Ada:'],
  ['French Outlook', 'De : Ada\nEnvoyé : lundi 1 janvier 2024 10:00\nÀ : acme\nObjet : RE: volume'],
  ['French Exchange', "-----Message d'origine-----\nDe : Ada"],
  ['French Gmail', 'Le lun. 1 janv. 2024 à 10:00, Ada <ada@example.org> a écrit :'],
  ['Spanish Outlook', 'De: Ada\nEnviado el: lunes, 1 de enero de 2024 10:00\nPara: acme\nAsunto: RE: volumen'],
  ['Spanish Gmail', 'El lun, 1 ene 2024 a las 10:00, Ada (<ada@example.org>) escribió:'],
  ['Italian Outlook', 'Da: Ada\nInviato: lunedì 1 gennaio 2024 10:00\nA: acme\nOggetto: R: volume'],
  ['Italian Gmail', 'Il giorno lun 1 gen 2024 alle ore 10:00 Ada <ada@example.org> ha scritto:'],
  ['Portuguese Outlook', 'De: Ada\nEnviado: segunda-feira, 1 de janeiro de 2024 10:00\nPara: acme\nAssunto: RES: volume'],
  ['Portuguese Gmail', 'Em seg., 1 de jan. de 2024 às 10:00, Ada <ada@example.org> escreveu:'],
  ['Dutch Outlook', 'Van: Ada\nVerzonden: maandag 1 januari 2024 10:00\nAan: acme\nOnderwerp: RE: volume'],
  ['Dutch Gmail', 'Op ma 1 jan 2024 om 10:00 schreef Ada <ada@example.org>:'],
  ['Swedish Outlook', 'Från: Ada\nSkickat: den 1 januari 2024 10:00\nTill: acme\nÄmne: SV: volym'],
  ['Danish Gmail', 'Den man. 1. jan. 2024 kl. 10.00 skrev Ada <ada@example.org>:'],
  ['Polish Outlook', 'Od: Ada\nWysłano: poniedziałek, 1 stycznia 2024 10:00\nDo: acme\nTemat: ODP: wolumen'],
  ['Polish Gmail', 'pon., 1 sty 2024 o 10:00 Ada <ada@example.org> napisał(a):'],
  ['Russian Outlook', 'От: Ada\nОтправлено: 1 января 2024 г. 10:00\nКому: acme\nТема: RE: том'],
  ['Russian Gmail', 'пн, 1 янв. 2024 г. в 10:00, Ada <ada@example.org>:'],
  ['Turkish Outlook', 'Kimden: Ada\nGönderildi: 1 Ocak 2024 Pazartesi 10:00\nKime: acme\nKonu: YNT: birim'],
  ['Chinese Outlook', '发件人: Ada\n发送时间: 2024年1月1日 10:00\n收件人: acme\n主题: 回复: 卷'],
  ['Chinese Foxmail', '------------------ 原始邮件 ------------------'],
  ['Chinese Gmail', 'Ada <ada@example.org> 于2024年1月1日周一 10:00写道：'],
  ['Japanese Outlook', '差出人: Ada\n送信日時: 2024年1月1日 10:00\n宛先: acme\n件名: Re: ボリューム'],
  ['Japanese Gmail', '2024年1月1日(月) 10:00 Ada <ada@example.org>:'],
  ['Korean Outlook', '보낸 사람: Ada\n보낸 날짜: 2024년 1월 1일 월요일 10:00\n받는 사람: acme\n제목: RE: 볼륨'],
  ['Korean Gmail', '2024년 1월 1일 (월) 오전 10:00, Ada <ada@example.org>님이 작성:'],
]

describe.each(heads)('below the head of a mail by %s', (_, head) => {
  test('nothing is a command', () => {
    expect(lines(`thanks\n\n${head}\n\n${command}`)).toEqual([])
    expect(lines(`thanks\n${head}\n${command}\n\n${command}`)).toEqual([])
    expect(lines(`thanks\r\n\r\n${head.replaceAll('\n', '\r\n')}\r\n\r\n${command}\r\n`)).toEqual([])
  })

  test('what stands above it is one, and the mail is not part of it', () => {
    expect(commandsInComment(`/prism status a\n\n${head}\n\n${command}`)).toEqual([{ line: '/prism status a', below: '' }])
    expect(commandsInComment(`/prism status a\n${head}\n\n${command}`)).toEqual([{ line: '/prism status a', below: '' }])
  })
})

test.each([
  ['talk of where from and where to', 'From: ubuntu-instance\nTo: rocky-instance'],
  ['one field', 'Subject: the shared volume'],
  ['a thematic break', 'first\n\n___\n\nthen'],
  ['dashes', 'first\n\n-----\n\nthen'],
  ['a title between dashes', '----- staging -----'],
  ['what somebody said', 'Ada wrote:\n\n> please mount it'],
  ['a list of things', 'On the instances:\n\n- two volumes'],
  ['a time and a place', 'On 1 January 2024 at 10:00 the instance moved:'],
  ['a mail shown as code', '```\nFrom: Ada\nSent: Monday, January 1, 2024\nSubject: x\n```'],
  ['a quoted mail', '> From: Ada\n> Sent: Monday, January 1, 2024\n> Subject: x'],
  ['an address', 'Ask ada@example.org, since 2024:'],
])('%s is no mail: a command below it counts', (_, text) => {
  expect(lines(`${text}\n\n${command}`)).toEqual([command])
})

test.each([
  ['From:', 'From: '.repeat(10_000)],
  ['lines of From:', 'From: a\n'.repeat(8_000)],
  ['lines with colons', 'a:\n'.repeat(10_000)],
  ['colons', ':'.repeat(65_000)],
  ['dashes', '-'.repeat(65_000)],
  ['rows of dashes', '-- a -\n'.repeat(9_000)],
  ['spaces', `a${' '.repeat(65_000)}`],
  ['underscores', '_ '.repeat(32_000)],
  ['tags', '<b'.repeat(32_000)],
  ['words', 'On 2024 wrote '.repeat(4_600)],
  ['lines of words', 'On 2024 wrote\n'.repeat(4_600)],
])('%s without end are no mail', (_, hostile) => {
  const all = `${hostile}\n\n${command}`.split('\n')
  expect(quotedMailAt(all, () => false)).toBe(all.length)
})
