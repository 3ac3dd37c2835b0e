// One sound procedure of our own writing that has everything a procedure can have, for tests of loading and showing.
//
// edited() changes one place of it, which must be there exactly once, so that a test that no longer fits fails.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace remit::testing {

inline constexpr std::string_view kSampleProcedure = R"(procedure: visit
version: 1
names: {en: Visit, hr: Posjet, sr: Посета}
summary: {en: A visit from abroad, hr: Posjet iz inozemstva, sr: Посета из иностранства}
subject: {bodies: body, topics: topics, counterparts: hosts}
only: {bodies: [nato], topics: [human_rights]}
carries_out:
  - {function: coordinate, bodies: [nato]}
  - {function: give_opinion, consultations: [experts]}

fields:
  - {id: body, type: body, names: {en: Body, hr: Tijelo, sr: Тело}}
  - {id: topics, type: topic, list: true, names: {en: Topics, hr: Teme, sr: Теме}}
  - {id: hosts, type: counterpart, list: true, names: {en: Hosts, hr: Domaćini, sr: Домаћини}}
  - {id: guest, type: text, names: {en: Guest, hr: Gost, sr: Гост}, help: {en: As it stands in the note, hr: Kako piše u noti, sr: Како пише у ноти}}
  - {id: arrives, type: date, names: {en: Arrives, hr: Dolazi, sr: Долази}}
  - {id: programme_due, type: date, names: {en: Programme due, hr: Rok za program, sr: Рок за програм}}
  - {id: landing, type: instant, names: {en: Lands at, hr: Slijeće, sr: Слеће}}
  - {id: days, type: duration, names: {en: Stays, hr: Ostaje, sr: Остаје}}
  - {id: prolonged_to, type: date, names: {en: Prolonged to, hr: Produljeno do, sr: Продужено до}}
  - id: level
    type: choice
    names: {en: Level, hr: Razina, sr: Ниво}
    choices:
      - {id: working, names: {en: Working, hr: Radna, sr: Радни}}
      - {id: high, names: {en: High, hr: Visoka, sr: Висок}}
  - {id: last_level, type: choice, choices_of: level, names: {en: Level last time, hr: Prošla razina, sr: Прошли ниво}}
  - {id: outcome, type: text, names: {en: Outcome, hr: Ishod, sr: Исход}}
  - {id: follow_ups, type: text, list: true, names: {en: What follows, hr: Što slijedi, sr: Шта следи}}
  - {id: answers, type: text, list: true, names: {en: Answers, hr: Odgovori, sr: Одговори}}
  - {id: remarks, type: text, list: true, names: {en: Remarks, hr: Primjedbe, sr: Примедбе}}
  - {id: refusals, type: text, list: true, names: {en: Refusals, hr: Prigovori, sr: Приговори}}
  - {id: rule, type: text, names: {en: Recurs, hr: Ponavlja se, sr: Понавља се}}
  - {id: first_on, type: date, names: {en: First on, hr: Prvi put, sr: Први пут}}
  - {id: previous, type: matter, names: {en: Last visit, hr: Prošli posjet, sr: Прошла посета}}

papers:
  - {id: programme, names: {en: Programme, hr: Program, sr: Програм}}
  - {id: invitation, names: {en: Invitation, hr: Pozivnica, sr: Позивница}, signed: true}
  - {id: photograph, names: {en: Photograph, hr: Fotografija, sr: Фотографија}, optional: true}

states:
  - {id: planned, names: {en: Planned, hr: Planirano, sr: Планирано}}
  - {id: prepared, names: {en: Prepared, hr: Pripremljeno, sr: Припремљено}}
  - {id: done, end: true, names: {en: Done, hr: Obavljeno, sr: Обављено}}
  - {id: missed, end: true, names: {en: Did not take place, hr: Nije održano, sr: Није одржано}}

steps:
  - id: plan
    names: {en: Plan, hr: Planiraj, sr: Планирај}
    opening: true
    to: planned
    function: coordinate
    needs: [guest, arrives, topics]
    may: [body, hosts, level, landing, days, rule, first_on]
  - id: ask_hosts
    names: {en: Ask the hosts, hr: Pitaj domaćine, sr: Питај домаћине}
    from: [planned]
    function: [coordinate, cooperate]
    needs: [hosts]
    when:
      - {field: level, is: set}
      - {field: last_level, is: unset}
      - {field: arrives, is: ahead, by: P3D}
    asks: [experts, neighbours]
  - id: prepare
    names: {en: Prepare, hr: Pripremi, sr: Припреми}
    from: [planned]
    to: prepared
    function: coordinate
    actor: superior
    rank: head
    papers: [programme, invitation]
    sets: {outcome: open, last_level: {field: level}}
    when:
      - {field: level, is: [working, high]}
      - {field: guest, is_not: [nobody]}
      - {consultations: experts, is: closed}
      - {consultations: all, is: without_objection}
      - {step: ask_hosts, is: taken}
      - {deadline: programme, is: running}
      - {table: protocol, key: level, column: salute, is: [yes]}
    basis: [{text: "House rules, art. 3", verified: false}, {text: Practice, verified: true}]
  - id: prolong
    names: {en: Prolong, hr: Produlji, sr: Продужи}
    from: any
    function: coordinate
    needs: [prolonged_to]
    note: required
    when:
      - {field: prolonged_to, later_than: {deadline: stay}}
      - {field: arrives, not_after: {field: prolonged_to}}
  - id: hold
    names: {en: Hold, hr: Zadrži, sr: Задржи}
    from: [prepared]
    function: coordinate
  - id: go_on
    names: {en: Go on, hr: Nastavi, sr: Настави}
    from: [prepared]
    function: coordinate
    when: [{step: hold, is: taken}, {field: level, same: last_level}]
  - id: report
    names: {en: Report, hr: Izvijesti, sr: Извести}
    from: [prepared]
    to: done
    function: coordinate
    actor: any
    may: [follow_ups]
    clears: [days]
    when: [{paper: programme, is: present}, {field: arrives, is: older}]
    spawns:
      - {procedure: visit, link: follow_up, each: follow_ups, copy: {guest: each, arrives: {field: arrives}, topics: {field: topics}, level: {word: high}, previous: self}}

deadlines:
  - id: programme
    names: {en: Programme, hr: Program, sr: Програм}
    clock: working_days
    amount: 5
    before: {field: arrives}
    calendar: house
    met_by: [prepare]
    reminders: [P10D]
    escalations: [{before: P1D, to: head}, {after: P1D, to: superior}, {after: P2D, to: two_up}, {before: PT0M, to: duty}]
    basis: [{text: Practice, verified: false}]
  - id: half_time
    names: {en: Half of the time, hr: Pola vremena, sr: Пола времена}
    clock: working_days
    before: {deadline: programme}
    left: 50%
    met_by: [ask_hosts]
    withdrawn_by: [prepare]
  - id: computed
    names: {en: Programme day, hr: Dan programa, sr: Дан програма}
    clock: elapsed
    amount: P1M
    before: {field: arrives}
    records: programme_due
  - id: stay
    names: {en: Stay, hr: Boravak, sr: Боравак}
    clock: elapsed
    amount: {field: days}
    day_before: true
    after: {field: arrives}
    when: [{field: level, is: [high]}]
    met_by: [report]
    stopped_by: [hold]
    resumed_by: [go_on]
    extended_by: {steps: [prolong], to: prolonged_to}
  - id: welcome
    names: {en: Welcome, hr: Doček, sr: Дочек}
    clock: instant
    amount: {table: protocol, key: level, column: before}
    before: {field: landing}
    zone: Europe/Zagreb
    met_by: [prepare]
  - id: too_late
    names: {en: Day of arrival, hr: Dan dolaska, sr: Дан доласка}
    clock: date
    after: {field: arrives}
    starts_with: [plan]
    lapse: {to: missed, from: [planned], sets: {outcome: missed}}
  - id: file
    names: {en: Put on file, hr: Spis, sr: Спис}
    clock: term
    amount: P15D
    starts_with: [prepare]
    met_by: [report]
  - id: season
    names: {en: Season, hr: Sezona, sr: Сезона}
    clock: date
    amount: 15 April
    after: {step: plan}
    met_by: [prepare]

consultations:
  - id: experts
    names: {en: Experts, hr: Stručnjaci, sr: Стручњаци}
    role: consulted
    asked: opinion
    whom: [{field: hosts}, {counterpart: hr_ministry_defence}, {holders: give_opinion}, superior]
    clock: working_days
    within: 3
    calendar: house
    silence: escalate
    answers: answers
    amendments: remarks
    objections: refusals
    reminders: [P1D]
    basis: [{text: Practice, verified: false}]
  - id: neighbours
    names: {en: Neighbours, hr: Susjedi, sr: Суседи}
    role: informed
    asked: information
    whom: [{field: hosts}]

tables:
  - id: protocol
    names: {en: Protocol, hr: Protokol, sr: Протокол}
    key: choice
    columns:
      - {id: salute, names: {en: Salute, hr: Počasni plotun, sr: Почасни плотун}}
      - {id: before, names: {en: Welcome before, hr: Doček prije, sr: Дочек пре}}
    words:
      - {id: yes, names: {en: "Yes", hr: Da, sr: Да}}
      - {id: no, names: {en: "No", hr: Ne, sr: Не}}
      - {id: none, names: {en: None, hr: Nema, sr: Нема}}
    rows:
      - {key: high, salute: yes, before: PT2H, basis: Practice, verified: false}
      - {key: any, salute: {value: no, verified: true}, before: {value: none, verified: false}}

recurrence: {rule: rule, anchor: first_on, due: arrives, ahead: P60D, carries: [guest, topics, level], previous: previous}
)";

inline std::string edited(std::string text,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> edits) {
    for (const auto& [from, to] : edits) {
        const std::size_t at = text.find(from);
        REQUIRE_MESSAGE(at != std::string::npos, from);
        REQUIRE_MESSAGE(text.find(from, at + 1) == std::string::npos, from);
        text.replace(at, from.size(), to);
    }
    return text;
}

inline std::string sample_procedure(std::initializer_list<std::pair<std::string_view, std::string_view>> edits = {}) {
    return edited(std::string(kSampleProcedure), edits);
}

}  // namespace remit::testing
