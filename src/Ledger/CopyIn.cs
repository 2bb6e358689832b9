using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// Writes rows as PostgreSQL takes them in binary COPY (manual, COPY, "Binary Format"), many of them in one piece.
/// Disposed before it is complete, the statement fails.
/// </summary>
internal sealed class CopyIn : IDisposable
{
    private const int PieceBytes = 64 * 1024;
    private const short NoMoreRows = -1;
    private const int Null = -1;

    private readonly NpgsqlRawCopyStream stream;
    private byte[] piece = ArrayPool<byte>.Shared.Rent(2 * PieceBytes);
    private int length;
    private bool isComplete;

    private CopyIn(NpgsqlRawCopyStream stream) => this.stream = stream;

    internal static CopyIn Begin(NpgsqlConnection connection, string sql)
    {
        var copy = new CopyIn(connection.BeginRawBinaryCopy(sql));
        // The signature, no flags, no extension.
        "PGCOPY\n"u8.CopyTo(copy.Room(7));
        new byte[] { 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0 }.CopyTo(copy.Room(12));
        return copy;
    }

    internal void StartRow(short fields)
    {
        if (length >= PieceBytes)
            Send();
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), fields);
    }

    internal void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    internal void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), value);

    internal void Write(Guid value) => value.TryWriteBytes(Field(16), bigEndian: true, out _);

    internal void Write(DateTimeOffset value) => Write(PostgresTime.Of(value));

    internal void Write(string value) => Encoding.UTF8.GetBytes(value, Field(Encoding.UTF8.GetByteCount(value)));

    internal void Write(ReadOnlySpan<byte> value) => value.CopyTo(Field(value.Length));

    internal void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), Null);

    /// <param name="sent">Called before the server's answer is waited for.</param>
    internal void Complete(Action sent)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), NoMoreRows);
        Send();
        sent();
        isComplete = true;
        stream.Dispose();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(piece);
        if (isComplete)
            return;
        try
        {
            stream.Cancel();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
        {
            // What kept it from being completed is on its way to the caller, and says more.
            _ = e;
        }
    }

    internal Span<byte> Field(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), bytes);
        return Room(bytes);
    }

    private Span<byte> Room(int bytes)
    {
        if (length + bytes > piece.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length + bytes);
            piece.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(piece);
            piece = larger;
        }

        length += bytes;
        return piece.AsSpan(length - bytes, bytes);
    }

    private void Send()
    {
        stream.Write(piece, 0, length);
        length = 0;
    }
}
