using Npgsql;
using static Supervision.Ledger.Tests.Appends;

namespace Supervision.Ledger.Tests;

public sealed class ProtectingTheLedger : Ledgers
{
    public static TheoryData<string> Changes => new()
    {
        "update ledger.entry set type = 'x'",
        "update ledger.entry set type = type where false",
        "delete from ledger.entry",
        "truncate ledger.entry",
        "update ledger.tree_head set size = 9",
        "delete from ledger.tree_head",
        "truncate ledger.tree_head",
        "update ledger.tile set n = 9",
        "delete from ledger.tile",
        "truncate ledger.tile",
        "set session_replication_role = replica; delete from ledger.entry",
        "insert into ledger.tree_head select * from ledger.tree_head on conflict (size) do update set root = ''",
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task its_triggers_refuse_even_a_superuser(string sql)
    {
        await Store.AppendAsync(Request(Event("a")));
        (await RefusalOfAsync(sql)).ShouldBe(PostgresErrorCodes.RestrictViolation);
        (await RefusalOfAsync("set role supervision_owner; " + sql.Replace(
            "set session_replication_role = replica;", "", StringComparison.Ordinal)))
            .ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task its_writer_has_no_right_to(string sql)
    {
        foreach (var role in new[] { "supervision_writer", "supervision_views" })
            (await RefusalOfAsync($"set role {role}; {sql}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("alter table ledger.entry disable trigger append_only")]
    [InlineData("drop trigger append_only on ledger.entry")]
    [InlineData("drop table ledger.entry")]
    [InlineData("create or replace function ledger.refuse_change() returns trigger language sql as ''")]
    [InlineData("create table ledger.other ()")]
    [InlineData("insert into ledger.migration values (9, 'x', '')")]
    public async Task its_writer_cannot_change_the_schema(string sql) =>
        (await RefusalOfAsync($"set role supervision_writer; {sql}")).ShouldBeOneOf(
            PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InvalidFunctionDefinition);

    [Fact]
    public async Task views_cannot_insert() => (await RefusalOfAsync(
        "set role supervision_views; insert into ledger.tree_head values (1, 0, now(), '', '')"))
        .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task the_store_works_as_the_writer()
    {
        var writer = ConnectionStrings.Writer(ConnectionString);
        (await Sql.ScalarAsync<string>(writer, "select current_user::text")).ShouldBe("supervision_writer");
        (await Sql.ScalarAsync<string>(
            ConnectionStrings.Sequencer(ConnectionString), "select current_user::text")).ShouldBe("supervision_writer");
    }

    private async Task<string> RefusalOfAsync(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(ConnectionString, sql))).SqlState;
}
