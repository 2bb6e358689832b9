using System.Collections.Concurrent;
using System.Reflection;
using Supervision.Domain;
using Supervision.Domain.Rules;

namespace Supervision.Projections.Trail;

/// <summary>What the trail tells of an entry beside its envelope: its document, and how late it was recorded.</summary>
internal static class Documents
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Properties = new();

    /// <summary>The document of a documented act; null for an act in the system and for a payment's voucher.</summary>
    internal static Document? DocumentOf(Event e) => (Document?)Properties.GetOrAdd(e.GetType(),
        static type => type.GetProperty("Document", typeof(Document)))?.GetValue(e);

    /// <summary>By the calendar and the rules known then; a policy's entry is never late.</summary>
    internal static Lateness LatenessOf(Step step)
    {
        var lateness = Lateness.Of(step.OccurredOn, step.RecordedOn,
            (RuleSets?)step.Look(RuleSets.Stream).State ?? RuleSets.None,
            (Calendar?)step.Look(Calendar.Stream).State ?? Calendar.WeekendsOnly);
        return step.Recorded.By.Actor is null ? lateness with { IsLate = false } : lateness;
    }
}
