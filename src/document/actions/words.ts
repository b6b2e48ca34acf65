import type { ActionField } from '../../record/action.ts';
import type { ActionStatus, ActionType } from '../../record/vocabulary.ts';

/** Words of action items by meaning, in the languages whose headings ship; compared in lower case. */

export const COLUMN_NAMES = {
  id: ['id', '#', 'no', 'no.', 'nr', 'number', 'ref', 'item #', '番号', '编号', '序号', 'num'],
  title: [
    'action', 'action item', 'action items', 'actions', 'item', 'task', 'todo', 'to do', 'description', 'what', 'title', 'follow up', 'improvement', 'recommendation', 'summary', 'activity', 'step', 'measure', 'work item',
    'アクション', '内容', '対策', '項目', '施策', 'タスク', 'maßnahme', 'massnahme', 'aufgabe', 'beschreibung', 'tiltak', 'oppgave', 'aksjonspunkt', '行动项', '措施', '改进项', '任务', '改进措施', '行动', 'tâche', 'acción', 'tarea', 'medida', 'ação', 'tarefa',
  ],
  owner: [
    'owner', 'owners', 'owner(s)', 'action owner', 'assignee', 'assignees', 'assigned to', 'assigned', 'responsible', 'responsible party', 'dri', 'who', 'team', 'owning team', 'lead', 'person', 'point of contact', 'poc', 'contact',
    '担当', '担当者', 'オーナー', '責任者', 'verantwortlich', 'verantwortliche', 'verantwortlicher', 'zuständig', 'ansvarlig', 'eier', '负责人', '责任人', '負責人', 'responsable', 'propriétaire', 'responsável', 'dono',
  ],
  due: [
    'due', 'due date', 'due by', 'deadline', 'target date', 'target', 'eta', 'expected date', 'expected', 'by when', 'when', 'date', 'complete by', 'completion date', 'timeline', 'timeframe', 'time frame',
    '期限', '期日', '締切', '目標日', '予定日', 'fällig', 'fällig am', 'frist', 'termin', 'bis', 'fälligkeit', '截止日期', '截止时间', '完成时间', 'échéance', 'date limite', 'fecha', 'fecha límite', 'plazo', 'prazo', 'data',
  ],
  status: ['status', 'state', 'done', 'done?', 'progress', 'completed', 'ステータス', '状態', '状況', '状态', '进度', 'zustand', 'stand', 'statut', 'état', 'estado', 'situação', 'tilstand'],
  ticket: ['ticket', 'tickets', 'issue', 'issues', 'bug', 'jira', 'tracking', 'tracking issue', 'tracking bug', 'link', 'links', 'pr', 'github issue', 'reference', 'チケット', '課題', '工单', '关联', 'lien', 'enlace', 'sak', 'issue / pr', 'ticket / pr'],
  type: ['type', 'category', 'kind', 'class', 'area', 'カテゴリ', 'カテゴリー', '種別', '分類', '类型', '类别', '分类', 'typ', 'art', 'kategorie', 'kategori', 'catégorie', 'tipo', 'categoría', 'categoria'],
  priority: ['priority', 'prio', 'severity', 'importance', 'urgency', '優先度', '优先级', 'priorität', 'prioritet', 'priorité', 'prioridad', 'prioridade'],
  gate: ['gate', 'gates', 'guard', 'ゲート', '门禁'],
  evidence: ['evidence', 'proof', 'verification', 'notes', 'note', 'comment', 'comments', 'outcome', 'result', '備考', '证据', '备注', 'nachweis', 'bemerkung', 'preuve', 'evidencia', 'evidência'],
} as const satisfies Readonly<Record<ActionField, readonly string[]>>;

/** Names of fields as they stand before a colon, in a line of their own or inside parentheses. */
export const FIELD_NAMES = {
  owner: [
    'owner', 'owners', 'owner(s)', 'assignee', 'assignees', 'assigned to', 'assigned', 'responsible', 'responsibility', 'dri', 'poc', 'owned by', 'who', 'action owner', '担当', '担当者', 'オーナー', '負責人', '负责人', '责任人',
    'verantwortlich', 'verantwortliche', 'verantwortlicher', 'zuständig', 'ansvarlig', 'eier', 'responsable', 'responsável',
  ],
  due: ['due', 'due date', 'due by', 'deadline', 'target date', 'target', 'eta', 'by when', 'expected date', 'expected', 'complete by', 'timeline', '期限', '期日', '締切', 'fällig', 'fällig am', 'frist', 'termin', '截止日期', '截止', 'échéance', 'fecha límite', 'plazo', 'prazo'],
  status: ['status', 'state', 'ステータス', '状態', '状态', 'statut', 'estado', 'progress'],
  ticket: ['ticket', 'tickets', 'issue', 'issues', 'jira', 'bug', 'tracking', 'tracked in', 'tracked by', 'tracking issue', 'tracking ticket', 'pr', 'pull request', 'github issue', 'チケット', '工单', 'sak', 'link'],
  type: ['type', 'category', 'kind', '種別', 'カテゴリ', '类型', 'typ', 'art', 'kategorie', 'tipo'],
  priority: ['priority', 'prio', '優先度', '优先级', 'priorität', 'prioritet', 'priorité', 'prioridad', 'prioridade'],
  gate: ['gate', 'gates'],
  evidence: ['evidence', 'proof', 'verification', 'verified by'],
} as const satisfies Partial<Readonly<Record<ActionField, readonly string[]>>>;

export const STATUS_WORDS = {
  verified: ['verified', '検証済み', '検証済', 'verifiziert', 'geprüft', '已验证', 'verificado', 'vérifié'],
  'in-progress': [
    'in progress', 'in-progress', 'in_progress', 'wip', 'work in progress', 'ongoing', 'doing', 'started', 'in review', 'under way', 'underway', 'partially done', 'partially complete', 'partial', 'active', 'in flight',
    '進行中', '対応中', '作業中', '実施中', '着手', 'in arbeit', 'läuft', 'in bearbeitung', 'begonnen', 'pågår', 'påbegynt', '进行中', '处理中', 'en cours', 'en curso', 'en progreso', 'em andamento', 'em progresso', '🚧', '🔄', '⏳', '🟡',
  ],
  dropped: [
    'dropped', "won't do", 'wont do', "won't fix", 'wontfix', 'cancelled', 'canceled', 'rejected', 'abandoned', 'obsolete', 'declined', 'not doing', 'no longer needed', 'superseded', 'discarded', 'not planned', 'will not do', 'skipped',
    '却下', '中止', '見送り', '取り下げ', '不要', 'verworfen', 'abgelehnt', 'entfällt', 'avvist', 'droppet', '已取消', '取消', '放弃', 'abandonné', 'annulé', 'descartado', 'cancelado',
  ],
  proposed: ['proposed', 'proposal', 'suggested', 'idea', 'under consideration', 'to be discussed', '提案', '検討中', 'vorgeschlagen', 'vorschlag', 'foreslått', '提议', 'proposé', 'propuesto', 'proposto'],
  open: [
    'open', 'todo', 'to do', 'to-do', 'not started', 'not yet started', 'pending', 'backlog', 'planned', 'new', 'not done', 'incomplete', 'outstanding', 'deferred', 'postponed', 'on hold', 'scheduled', 'blocked', 'accepted', 'assigned', 'unstarted', 'queued', 'ready',
    '未着手', '未対応', '未完了', '未実施', '保留', '予定', '計画中', '延期', 'offen', 'geplant', 'ausstehend', 'nicht begonnen', 'åpen', 'ikke startet', 'planlagt', '待办', '未开始', '待处理', '计划中', '未完成', 'à faire', 'ouvert', 'pendiente', 'abierto', 'por hacer', 'pendente', 'aberto', 'a fazer', '📋', '🔴', '⬜', '❌', '☐',
  ],
  done: [
    'done', 'completed', 'complete', 'closed', 'fixed', 'merged', 'finished', 'shipped', 'deployed', 'released', 'resolved', 'implemented', 'delivered', 'addressed', 'already done', 'yes', 'applied', 'mitigated', 'live', 'rolled out', 'landed',
    '完了', '済', '済み', '対応済み', '対応済', '実施済み', '実施済', '完了済み', '適用済み', '解決済み', '実装済み', 'erledigt', 'abgeschlossen', 'fertig', 'umgesetzt', 'behoben', 'utført', 'ferdig', 'fullført', 'gjort', 'løst', '已完成', '完成', '已修复', '已解决', '已上线', 'terminé', 'fait', 'hecho', 'completado', 'concluído', 'feito', 'concluida', 'concluída',
    '✅', '☑', '✔', '✓', '🟢', '🎉', 'x',
  ],
} as const satisfies Readonly<Record<ActionStatus, readonly string[]>>;

export const TYPE_WORDS = {
  prevent: ['prevent', 'prevention', 'preventive', 'preventative', 'preventing', '予防', '防止', '再発防止', '预防', 'prävention', 'vorbeugung', 'vorbeugend', 'forebygge', 'forebyggende', 'prévention', 'prevención', 'prevenção', 'preventivo'],
  detect: ['detect', 'detection', 'detective', 'monitoring', 'alerting', 'observability', '検知', '検出', '监控', '检测', '发现', 'erkennung', 'überwachung', 'deteksjon', 'overvåking', 'détection', 'detección', 'detecção', 'monitor'],
  mitigate: ['mitigate', 'mitigation', 'mitigative', 'mitigating', 'response', 'contain', 'containment', '緩和', '缓解', 'eindämmung', 'linderung', 'begrense', 'atténuation', 'mitigación', 'mitigação', 'recovery'],
  repair: ['repair', 'fix', 'remediate', 'remediation', 'corrective', 'correct', 'correction', 'cleanup', 'clean up', 'bug', 'bugfix', '修復', '修正', '是正', '修复', 'behebung', 'reparatur', 'korrektur', 'rette', 'reparere', 'réparation', 'correctif', 'reparación', 'corrección', 'reparo', 'correção', 'other fix'],
  process: ['process', 'processes', 'documentation', 'docs', 'training', 'communication', 'procedure', 'runbook', 'プロセス', '手順', '運用', 'ドキュメント', '流程', '文档', '培训', 'prozess', 'dokumentation', 'prosess', 'dokumentasjon', 'processus', 'proceso', 'processo', 'investigate', 'organisational', 'organizational'],
} as const satisfies Readonly<Record<ActionType, readonly string[]>>;

/** What stands for nobody, or for nothing, in a cell or after a colon. */
export const NOBODY = [
  '-', '--', '–', '—', '―', '?', '??', '???', 'tbd', 'tba', 'tbc', 'n/a', 'na', 'none', 'nobody', 'no one', 'no owner', 'unassigned', 'not assigned', 'unowned', 'unknown', 'todo', 'to be determined', 'to be decided', 'to be assigned', 'to be confirmed', 'pending',
  '要アサイン', '未定', 'なし', '未アサイン', '未割当', '未割り当て', 'offen', 'niemand', 'keine', 'noch offen', 'ingen', 'ikke tildelt', '无', '待定', '未分配', 'aucun', 'à définir', 'ninguno', 'por definir', 'nenhum', 'a definir', 'null', '...', '…', 'needs owner', 'owner needed',
] as const;
