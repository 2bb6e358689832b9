using Supervision.Domain.Bodies;
using Supervision.Domain.Obligations;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Mergers;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests;

/// <summary>
/// What holds when any body of any situation is merged into any other: nothing that was owed is lost.
/// </summary>
public sealed class MergingBodies
{
    private static readonly Func<Situation>[] Situations =
    [
        Drafted, Assigned, Decided, TeamFormed, SectionsSigned, Delegated, Required, Submitted, Paid,
        () => Received().On("20/07").ClockRuns(), () => Submitted().On("30/08").ClockRuns(),
    ];

    private static readonly BodyCode[] Bodies = [DuUb, Syt, Stc, Bhxh, Tttp, HospitalA, CommuneE, StationE];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var (a, b) in Bodies.SelectMany(_ => Bodies, (a, b) => (a, b)).Where(p => p.a != p.b))
                pairs.Add(a.Value, b.Value);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void loses_no_open_obligation(string from, string to)
    {
        foreach (var situation in Situations)
        {
            var s = Merged(situation(), new(from), new(to));
            var before = Open(s);
            var after = Open(s.SuccessionRuns());
            after.ShouldBe(before.Select(o => o with
            {
                Body = o.Body == from ? to : o.Body,
                OwedTo = o.OwedTo == from ? to : o.OwedTo,
            }));
            s.States.Values.OfType<ISucceeding>().ShouldAllBe(t =>
                !t.IsOpenFor(new(from)) || t is Findings.Finding);
        }
    }

    private sealed record Owed(string Stream, string Key, string Body, string OwedTo, DateOnly Due, string Rule,
        bool Missed);

    private static List<Owed> Open(Situation s) => [.. s.States.Where(x => x.Value is IOwing)
        .OrderBy(x => x.Key, StringComparer.Ordinal)
        .SelectMany(x => ((IOwing)x.Value!).Obligations.Where(o => o.MetOn is null).Select(o => new Owed(x.Key, o.Key,
            o.Body.Value, o.OwedTo.Value, o.Due, o.Deadline.Rule, o.Missed)))];
}
