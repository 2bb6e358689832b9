using System.Globalization;
using Spectre.Console;
using Supervision.Domain;
using Supervision.Domain.Assignments;
using Supervision.Ledger;
using Supervision.Messaging.Scenarios;
using Supervision.Projections;
using Supervision.Projections.Assignments;
using Supervision.Projections.Money;
using Words = Supervision.Projections.Texts;

namespace Supervision.Cli;

/// <summary>
/// What the demo prints: the money flow, each body's accountability, the plan's missing clears, the figures.
/// </summary>
public sealed class DemoReport(Views views, Moment now)
{
    private const int FiguresListedMax = 40;

    private readonly DateOnly today = VietnamTime.DayOf(now.Time!.Value);

    /// <summary>Prints the report; returns how many expected figures did not come out.</summary>
    public static async Task<int> PrintAsync(string connectionString, EventStore store,
        IReadOnlyList<Scenario> scenarios, CancellationToken ct)
    {
        var figures = await FigureCheck.RunAsync(connectionString, store, scenarios, ct);
        await using var views = await Views.OpenAsync(connectionString, ct);
        var report = new DemoReport(views, await views.NowAsync(ct));
        await report.PrintPlansAsync(ct);
        await report.PrintInspectionsAsync(ct);
        await report.PrintBodiesAsync(ct);
        Terminal.Line(Texts.Get("report.figures"));
        foreach (var group in figures.GroupBy(f => f.Figure.Name, StringComparer.Ordinal))
            PrintFigures(group.Key, [.. group]);
        Terminal.Line();
        return figures.Count(f => !f.Met);
    }

    // Many of one kind that all came out are one line; what did not come out is always named.
    private static void PrintFigures(string name, IReadOnlyList<FigureResult> figures)
    {
        if (figures.Count > FiguresListedMax && figures.All(f => f.Met))
        {
            Terminal.Line(Texts.Get("report.figures_met", name, figures.Count));
            return;
        }

        foreach (var figure in figures)
            Terminal.Line(figure.Describe());
    }

    private async Task PrintPlansAsync(CancellationToken ct)
    {
        foreach (var plan in await views.Plans.AllAsync(now.Size, ct))
        {
            var assignments = await views.Assignments.OfPlanAsync(plan.Id, now.Size, ct);
            Terminal.Out.Write(Clears(assignments));
            Terminal.Line(Texts.Get("report.clears_legend"));
            Terminal.Line();
            var issued = Terminal.Table(Texts.Get("report.assignments"), Texts.Get("report.code"),
                Texts.Get("report.title"), Texts.Get("report.lead"), Texts.Get("report.person"),
                Texts.Get("report.status"));
            var names = await views.Officers.NamesAsync(assignments.Select(a => a.Responsible?.Officer).OfType<Guid>(),
                now.Size, ct);
            foreach (var a in assignments.Where(a => a.IssuedOn is not null))
            {
                var person = a.Responsible is { } who ? $"{names.GetValueOrDefault(who.Officer)}, {who.Post}" : "";
                issued.AddRow(Cell(a.Code), Cell(Title(a)), Cell(a.Lead ?? ""), Cell(person),
                    Cell(a.Status(today, Texts.Culture)));
            }

            Terminal.Out.Write(issued);
        }
    }

    // One row a draft, one column a clear: what the plan itself says is ticked, what it leaves open is named below.
    private static Table Clears(IReadOnlyList<AssignmentRow> assignments)
    {
        var clears = Enum.GetValues<Clear>();
        var table = Terminal.Table(Texts.Get("report.clears"), [Texts.Get("report.section"), Texts.Get("report.title"),
            .. clears.Select(c => Texts.Get("report.clear." + c))]);
        foreach (var column in table.Columns.Skip(2))
            column.Centered().NoWrap();
        foreach (var a in assignments.Where(a => a.Missing.Count > 0))
            table.AddRow([Cell(a.Section), Cell(Title(a)),
                .. clears.Select(c => a.Missing.Contains(c.ToString(), StringComparer.Ordinal) ? "–" : "✓")]);
        return table;
    }

    private async Task PrintInspectionsAsync(CancellationToken ct)
    {
        foreach (var inspection in await views.Inspections.AllAsync(now.Size, ct))
        {
            var flow = await views.Accounts.OfInspectionAsync(inspection.Id, now.Size, ct);
            var table = Terminal.Table(Texts.Get("report.flow", inspection.DocumentNumber, inspection.Subject),
                Texts.Get("report.account"), Texts.Get("report.inflow"), Texts.Get("report.outflow"),
                Texts.Get("report.balance"));
            foreach (var column in table.Columns.Skip(1))
                column.RightAligned();
            foreach (var row in flow.Where(r => r.Account != Accounts.Found))
                table.AddRow(Cell(Words.Figure(row.Account, Texts.Culture)), Number(row.Inflow),
                    Number(row.Outflow), Number(row.Balance));
            Terminal.Out.Write(table);
            Terminal.Line(Texts.Get("report.outstanding", Number(flow
                .Where(r => r.Account is Accounts.Recoverable or Accounts.Reported).Sum(r => r.Balance))));
            Terminal.Line();
            var measures = Terminal.Table(Texts.Get("report.measures"), "#", Texts.Get("report.measure"),
                Texts.Get("report.status"));
            foreach (var m in await views.Remediations.MeasuresAsync(inspection.Id, now.Size, ct))
                measures.AddRow(Number(m.Number), Cell(m.Text), Cell(m.Status(today, Texts.Culture)));
            Terminal.Out.Write(measures);
        }
    }

    private async Task PrintBodiesAsync(CancellationToken ct)
    {
        var names = (await views.Bodies.AllAsync(now.Size, ct))
            .ToDictionary(b => b.Code, b => Texts.Vietnamese ? b.NameVi : b.NameEn, StringComparer.Ordinal);
        var table = Terminal.Table(Texts.Get("report.bodies"), Texts.Get("report.body"), Texts.Get("report.role"),
            Texts.Get("report.figure"), Texts.Get("report.value"));
        table.Columns[3].RightAligned();
        foreach (var body in (await views.Accounts.FiguresAsync(now.Size, ct)).GroupBy(f => f.Body))
        {
            var (name, role) = (names.GetValueOrDefault(body.Key, body.Key), "");
            foreach (var figure in body.OrderBy(f => f.Role).ThenBy(Place).ThenBy(f => f.Key, StringComparer.Ordinal))
            {
                var next = Words.Role(figure.Role, Texts.Culture);
                table.AddRow(Cell(name), Cell(next == role ? "" : next),
                    Cell(Words.Figure(figure.Key, Texts.Culture)), Number(figure.Value));
                (name, role) = ("", next);
            }
        }

        Terminal.Out.Write(table);
    }

    // Money in the order of its flow, what is outstanding after it, then the counts.
    private static int Place(Projections.Money.Figure figure) => figure.Key == Accounts.Outstanding
        ? Accounts.Flow.Count : Accounts.Flow.ToList().IndexOf(figure.Key) is >= 0 and var at ? at : int.MaxValue;

    private static string Title(AssignmentRow a) => Texts.Vietnamese ? a.TitleVi : a.TitleEn;

    private static string Cell(string text) => text.EscapeMarkup();

    private static string Number(long value) => value.ToString("#,0", Numbers);

    private static readonly CultureInfo Numbers = CultureInfo.GetCultureInfo("vi-VN");
}
