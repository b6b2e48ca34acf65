import type { HeadingLanguage } from '../language.ts';

export const portuguese: HeadingLanguage = {
  summary: ['resumo', 'sumário', 'resumo executivo', 'descrição', 'o que aconteceu', 'visão geral', 'descrição do incidente'],
  impact: ['impacto', 'consequências', 'usuários afetados', 'abrangência'],
  detection: ['detecção', 'deteção', 'como foi detectado', 'identificação'],
  trigger: ['gatilho', 'desencadeador', 'evento desencadeador'],
  timeline: ['linha do tempo', 'cronologia', 'cronologia dos eventos', 'sequência de eventos', 'linha temporal'],
  signals: ['sinais', 'métricas', 'indicadores', 'medições'],
  root_cause: ['causa raiz', 'causas raiz', 'causa', 'causas', 'causa principal', 'análise de causa raiz', 'análise da causa raiz', 'por que aconteceu'],
  contributing_factors: ['fatores contribuintes', 'fatores que contribuíram', 'causas contribuintes', 'fatores'],
  five_whys: ['cinco porquês', '5 porquês', 'os cinco porquês', 'os 5 porquês'],
  decisions: ['decisões', 'opções', 'alternativas'],
  resolution: ['resolução', 'recuperação', 'solução', 'mitigação', 'resposta', 'correção', 'remediação'],
  actions: ['ações', 'ações corretivas', 'ações preventivas', 'plano de ação', 'próximos passos', 'itens de ação', 'acompanhamento', 'tarefas', 'melhorias', 'medidas corretivas', 'medidas preventivas', 'prevenção', 'ações de acompanhamento', 'pontos de ação'],
  went_well: ['o que deu certo', 'o que correu bem', 'o que funcionou bem', 'pontos positivos', 'o que foi bem', 'o que funcionou'],
  went_poorly: ['o que deu errado', 'o que correu mal', 'o que não funcionou', 'pontos negativos', 'pontos de melhoria', 'o que foi mal', 'o que pode melhorar', 'o que não deu certo'],
  lucky: ['onde tivemos sorte', 'sorte', 'em que tivemos sorte'],
  lessons: ['lições aprendidas', 'aprendizados', 'lições', 'o que aprendemos'],
  supporting: ['anexos', 'anexo', 'referências', 'links', 'material de apoio', 'recursos', 'apêndice'],
};
