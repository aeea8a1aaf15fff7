/** An account of the lab's GitHub. */
export type LabUser = { readonly id: number; readonly login: string; readonly type: 'User' | 'Bot'; readonly keys?: readonly string[] }
