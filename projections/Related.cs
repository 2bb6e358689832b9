using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Domain.Bodies;
using Supervision.Domain.Directions;
using Supervision.Domain.Directives;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.IrregularActs;
using Supervision.Domain.Plans;
using Supervision.Domain.Proposals;
using Supervision.Domain.Remediations;
using Supervision.Domain.Reviews;
using Supervision.Domain.Rules;

namespace Supervision.Projections;

/// <summary>Which other streams an entry is looked at together with, and to which case it belongs.</summary>
internal static class Related
{
    /// <summary>Read before every entry: what is a working day, and how late is late.</summary>
    internal static readonly IReadOnlyList<string> Always = [Calendar.Stream, RuleSets.Stream];

    internal static IEnumerable<string> Streams(Event e, object? after) => (e, after) switch
    {
        (VoucherEvent.VoucherUsed v, _) => [StreamOf(v.Remediation)],
        (IrregularActEvent.IrregularActRecorded { About: { } about }, _) => [about],
        (_, Assignment a) => a.Clears.Addressees.Select(x => x.Person).OfType<ResponsiblePerson>()
            .Select(p => StreamOf(p.Officer)),
        (_, Finding f) => [StreamOf(f.Inspection)],
        (_, Remediation r) => [StreamOf(r.Required.Inspection), .. r.Required.Findings.Select(StreamOf)],
        _ => [],
    };

    /// <summary>What of those streams names further ones: what was paid on a finding that is handed over.</summary>
    internal static IEnumerable<string> Further(Event e, object? after, Func<string, Folded> look) => (e, after) switch
    {
        (SuccessionEvent, Finding f) =>
            ((Inspection)look(StreamOf(f.Inspection)).State!).Remediations.Select(StreamOf),
        _ => [],
    };

    /// <summary>The stream of the case; what names none itself belongs to the case of its command.</summary>
    internal static string? CaseOf(string stream, Event e, object? after, string? ofCommand,
        Func<string, Folded> look) => (e, after) switch
        {
            (VoucherEvent.VoucherUsed v, _) =>
                StreamOf(((Remediation)look(StreamOf(v.Remediation)).State!).Required.Inspection),
            (IrregularActEvent.IrregularActRecorded { About: { } about }, _) => look(about).State switch
            {
                Finding f => StreamOf(f.Inspection),
                Remediation r => StreamOf(r.Required.Inspection),
                Inspection or Assignment or Plan => about,
                _ => ofCommand,
            },
            (_, Finding f) => StreamOf(f.Inspection),
            (_, Remediation r) => StreamOf(r.Required.Inspection),
            (_, Direction { About: { Plan: not null } or { Assignment: not null } or { Inspection: not null } } d) =>
                d.About.ToStream(),
            (_, Inspection or Assignment or Plan or Directive or Direction or Proposal or Review) => stream,
            _ => ofCommand,
        };

    internal static string StreamOf<T>(T id) where T : struct, IIdentifier<T> => id.Stream;
}
