namespace Supervision.Web.Tests;

public sealed class ReadingAFullList : Sites
{
    [Fact]
    public async Task says_that_it_stops_there()
    {
        (await GetAsync("/directives")).Text.ShouldNotContain("2.000");
        await ExecuteAsync("""
            insert into views.directive (key, valid_from, id, receiver, issuer, title_vi, title_en, document_number,
                document_date, recipients, acknowledged, plans)
            select 'directive-' || n, 0, gen_random_uuid(), 'A', 'B', 'Chỉ thị', 'Directive', n || '-CT/TW',
                '2026-01-01', 1, 1, 0
            from generate_series(1, 2001) n
            """);
        (await GetAsync("/directives")).Text.ShouldContain("Danh sách dừng ở 2.000 dòng");
        (await GetAsync("/directives", "en")).Text.ShouldContain("The list stops at 2.000 rows");
    }
}
